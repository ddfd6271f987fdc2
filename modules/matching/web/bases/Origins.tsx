import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { type Origin, matchingContract } from '../../contract.ts'
import styles from './bases.module.css'

/** On a customer's page: from which base it came, with the words the base had for it. */
export function Origins({ id }: { id: string }) {
  const t = useT()
  const found = useCall(matchingContract.origins, { params: { id } }, { staleTime: 60_000 })
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card title={t('matching.bases.origin.title')}>
      <ul className={styles.origins}>
        {items.map(origin => (
          <OriginLine key={origin.recordId} origin={origin} />
        ))}
      </ul>
    </Card>
  )
}

function OriginLine({ origin }: { origin: Origin }) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const { base, recordId, takenAt, words } = origin
  const fieldName = (field: string, label: string | null) =>
    label ?? (hasText(`entity.customer.${field}`) ? t(`entity.customer.${field}`) : field)
  const ourWord = (field: string, ours: string) =>
    hasText(`entity.customer.${field}.${ours}`) ? t(`entity.customer.${field}.${ours}`) : ours
  return (
    <li>
      <p>
        {may('matching.manage') ? (
          <Link to="/base-records/$id" params={{ id: recordId } as never}>
            <bdi>{base.title}</bdi>
          </Link>
        ) : (
          <bdi>{base.title}</bdi>
        )}{' '}
        {takenAt && <span className={styles.hint}>{format.date(takenAt)}</span>}
      </p>
      {words.map(({ field, label, theirs, ours }) => (
        <p key={`${field} ${theirs}`} className={styles.hint}>
          {t(ours === null ? 'matching.bases.origin.saidOnly' : 'matching.bases.origin.said', {
            field: fieldName(field, label),
            theirs,
            ours: ours === null ? '' : ourWord(field, ours),
          })}
        </p>
      ))}
    </li>
  )
}
