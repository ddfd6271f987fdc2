import { useCall } from '../../../../platform/contract/hooks.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { fieldOf, labelOf } from '../../../../ui/field/record.ts'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import styles from './trust.module.css'

/** Who has set a policy, when, and what was set otherwise than before; nothing while it is as shipped. */
export function PolicyHistory({ id }: { id: string }) {
  const t = useT()
  const format = useFormat()
  const nameOf = usePartName()
  const { data } = useCall(historyContract.ofRecord, { query: { rootId: id, limit: 20 } })
  if (!data || data.items.length === 0) return null
  return (
    <Card title={t('data-quality.trust.settings.history')}>
      <ol className={styles.setBy}>
        {data.items.map(change => (
          <li key={change.id}>
            <b dir="auto">{change.actorName}</b>{' '}
            <time dateTime={change.at}>{format.dateTime(change.at)}</time>{' '}
            <span>{differing(change).map(nameOf).join(', ')}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

type Images = { before: Record<string, unknown> | null; after: Record<string, unknown> | null }

/** The parts of a policy that differ, by the keys one level down: fields and sources. */
function differing({ before, after }: Images): string[] {
  const was = partsOf(before?.['value'])
  const is = partsOf(after?.['value'])
  return [...new Set([...was.keys(), ...is.keys()])].filter(key => was.get(key) !== is.get(key))
}

function partsOf(value: unknown): Map<string, string> {
  const parts = Object.entries((value ?? {}) as Record<string, unknown>).flatMap(([key, part]) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.entries(part).map(([inner, one]) => [inner, JSON.stringify(one)] as const)
      : [[key, JSON.stringify(part)] as const],
  )
  return new Map(parts)
}

function usePartName(): (key: string) => string {
  const t = useT()
  const entity = useEntity('customer')
  const own: Record<string, string> = {
    settleWithinHours: t('data-quality.trust.settings.hours'),
    sources: t('data-quality.golden.settings.sources'),
  }
  return key => {
    const field = fieldOf(entity, key)
    if (field) return labelOf(entity, field, t)
    const [channel = ''] = key.split(':')
    const way = `data-quality.trust.channel.${channel}`
    return own[key] ?? (hasText(way) ? t(way) : key)
  }
}
