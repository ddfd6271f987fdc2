import { Select } from '@mantine/core'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Rule } from '../../contract/connecting-shapes.ts'

const ages = { minute: 60, five: 300, quarter: 900, hour: 3600, day: 86_400, week: 604_800 } as const

/** Who is right, how a value is kept, and for how long it counts as fresh: three cells of a row. */
export function RuleDetails({ rule, onRule }: { rule: Rule | null; onRule: (rule: Rule) => void }) {
  const t = useT()
  if (!rule)
    return (
      <>
        <td />
        <td />
        <td />
      </>
    )
  const label = (head: string) => `${t(`integration.connect.${head}`)}: ${rule.field}`
  const usual = Object.entries(ages).find(([, seconds]) => seconds === rule.freshness)
  const other = usual ? [] : [{ value: String(rule.freshness), label: `${rule.freshness} s` }]
  return (
    <>
      <td data-head={t('integration.connect.owner')}>
        <Select
          aria-label={label('owner')}
          data={(['theirs', 'ours'] as const).map(value => ({
            value,
            label: t(`integration.connect.owners.${value}`),
          }))}
          value={rule.owner}
          allowDeselect={false}
          onChange={next => onRule({ ...rule, owner: (next ?? 'theirs') as Rule['owner'] })}
        />
      </td>
      <td data-head={t('integration.connect.mode')}>
        <Select
          aria-label={label('mode')}
          data={(['mirrored', 'cached', 'live'] as const).map(value => ({
            value,
            label: t(`integration.connect.modes.${value}`),
          }))}
          value={rule.mode}
          allowDeselect={false}
          onChange={next => onRule({ ...rule, mode: (next ?? 'mirrored') as Rule['mode'] })}
        />
      </td>
      <td data-head={t('integration.connect.freshness')}>
        <Select
          aria-label={label('freshness')}
          data={[
            ...Object.entries(ages).map(([name, seconds]) => ({
              value: String(seconds),
              label: t(`integration.connect.fresh.${name}`),
            })),
            ...other,
          ]}
          value={String(rule.freshness)}
          allowDeselect={false}
          onChange={next => onRule({ ...rule, freshness: Number(next ?? rule.freshness) })}
        />
      </td>
    </>
  )
}
