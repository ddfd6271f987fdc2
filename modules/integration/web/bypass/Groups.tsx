import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { BypassGroup } from '../../contract/bypass.ts'
import styles from './bypass.module.css'
import { type Meter, sumOf } from './use-bypass.ts'

const numbers = ['past', 'doubles', 'beyond', 'programs'] as const
type Numbers = Pick<BypassGroup, (typeof numbers)[number]>

/** Numbers by system and process, and below them by team. */
export function Groups({ meter }: { meter: Meter }) {
  const t = useT()
  const heads = [
    { key: 'object', head: t('integration.bypass.object') },
    { key: 'past', head: t('integration.bypass.past') },
    { key: 'doubles', head: t('integration.bypass.doubles') },
    { key: 'beyond', head: t('integration.bypass.beyond') },
    { key: 'programs', head: t('integration.bypass.programs') },
    { key: 'once', head: t('integration.bypass.once') },
  ]
  const processes = [...Map.groupBy(meter.groups, ({ object }) => object)].toSorted(
    ([, a], [, b]) => sumOf(b, group => group.past) - sumOf(a, group => group.past),
  )
  return (
    <Card title={t('integration.bypass.groups')}>
      <PlainTable heads={heads} label={t('integration.bypass.groups')}>
        {processes.map(([object, groups]) => (
          <Process key={object} object={object} groups={groups} meter={meter} />
        ))}
      </PlainTable>
    </Card>
  )
}

type ProcessProps = { object: string; groups: readonly BypassGroup[]; meter: Meter }

function Process({ object, groups, meter }: ProcessProps) {
  const t = useT()
  const joined = meter.objects.find(({ id }) => id === object)
  const system = meter.systems.find(({ id }) => id === groups[0]?.system)
  const total: Numbers = {
    past: sumOf(groups, group => group.past),
    doubles: sumOf(groups, group => group.doubles),
    beyond: sumOf(groups, group => group.beyond),
    programs: sumOf(groups, group => group.programs),
  }
  const through = joined?.through ?? 0
  const named = groups.some(({ team }) => team !== null)
  return (
    <tbody className={styles.process}>
      <tr>
        <td>
          <bdi>{joined?.name ?? t('integration.bypass.removed')}</bdi>{' '}
          <small className={styles.quiet}>
            <bdi>{system?.name}</bdi>
          </small>
        </td>
        <Cells of={total} />
        <Share through={through} past={total.past} />
      </tr>
      {named &&
        groups
          .toSorted((a, b) => b.past - a.past)
          .map(group => (
            <tr key={group.team ?? ''} className={styles.team}>
              <td>
                {group.team === null ? (
                  <span className={styles.quiet}>{t('integration.bypass.others')}</span>
                ) : (
                  <bdi>{meter.teams.find(({ id }) => id === group.team)?.name}</bdi>
                )}
              </td>
              <Cells of={group} />
              <Share through={group.through} past={group.past} />
            </tr>
          ))}
    </tbody>
  )
}

/** Of what could have been typed here, how much was; a dash where nothing was done, or too few people could be meant. */
function Share({ through, past }: { through: number | null; past: number }) {
  const format = useFormat()
  const isKnown = through !== null && through + past > 0
  return (
    <td className={styles.number}>
      {isKnown
        ? format.number(through / (past + through), { style: 'percent', maximumFractionDigits: 0 })
        : '–'}
    </td>
  )
}

function Cells({ of }: { of: Numbers }) {
  const format = useFormat()
  return numbers.map(key => (
    <td key={key} className={styles.number} data-none={of[key] === 0 || undefined}>
      {format.number(of[key])}
    </td>
  ))
}
