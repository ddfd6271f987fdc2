import type { Field } from '../../../../platform/entities/descriptor.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { ownKeyOf } from '../../../../ui/field/record.ts'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { Bones, ErrorState, Label } from '../../../../ui/theme/parts.tsx'
import { ChangeLines } from './ChangeLines.tsx'
import styles from './FieldHistory.module.css'

/** What a field has been, who changed it and when. */
export function FieldHistory({
  customerId,
  field,
  label,
}: {
  customerId: string
  field: Field
  label: string
}) {
  const t = useT()
  const format = useFormat()
  const key = field.custom ? 'custom' : field.key
  const history = useCall(historyContract.ofRecord, {
    query: { rootId: customerId, recordId: customerId, field: key, limit: 20 },
  })
  if (history.error)
    return <ErrorState message={wordsOf(history.error, t)} onRetry={() => void history.refetch()} />
  return (
    <div className={styles.history}>
      <Label>{t('ui.record.history', { field: label })}</Label>
      {history.isPending ? (
        <Bones lines={3} />
      ) : (
        <ol>
          {history.data.items.map(change => (
            <li key={change.id}>
              <p>
                <b>{change.actorName}</b> <time dateTime={change.at}>{format.dateTime(change.at)}</time>
              </p>
              {change.action === 'changed' ? (
                <ChangeLines changes={[only(change, field)]} />
              ) : (
                <p>{hasText(change.label) ? t(change.label) : t(`customers.changes.${change.action}`)}</p>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

type Images = { before: Record<string, unknown> | null; after: Record<string, unknown> | null }

/** The change with one field alone. */
function only<C extends Images>(change: C, field: Field): C {
  const pick = (image: Record<string, unknown> | null) => {
    if (!field.custom) return image && field.key in image ? { [field.key]: image[field.key] } : {}
    const own = image?.['custom'] as Record<string, unknown> | undefined
    const key = ownKeyOf(field)
    return own && key in own ? { custom: { [key]: own[key] } } : {}
  }
  return { ...change, before: pick(change.before), after: pick(change.after) }
}
