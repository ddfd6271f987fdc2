import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Route, UsersRound } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card, EmptyState, Figure } from '../../../../ui/theme/parts.tsx'
import { SystemsTabs } from '../SystemsTabs.tsx'
import styles from './bypass.module.css'
import { BypassFilterBar } from './BypassFilterBar.tsx'
import { Fields } from './Fields.tsx'
import { Groups } from './Groups.tsx'
import { type Filters, type Meter, sumOf, useBypass } from './use-bypass.ts'
import { Weeks } from './Weeks.tsx'

/** What is still done past the CRM: where, in which process, by which team, and what of it is done twice. Never by whom. */
export default function BypassPage() {
  const t = useT()
  const may = useMay()
  const { filters, set, meter } = useBypass()
  const data = meter.data
  return (
    <Page
      title={t('integration.bypass.title')}
      acts={
        may('integration.manage') && (
          <Button
            component={Link}
            to="/systems/accounts"
            leftSection={<UsersRound size={15} strokeWidth={1.75} aria-hidden />}
          >
            {t('integration.bypass.assign')}
          </Button>
        )
      }
    >
      <div className={styles.page}>
        <SystemsTabs />
        {!data && (
          <Card>
            <Reading of={meter} lines={8} />
          </Card>
        )}
        {data && (
          <>
            <BypassFilterBar filters={filters} meter={data} onChange={set} />
            <Found meter={data} filters={filters} />
          </>
        )}
      </div>
    </Page>
  )
}

function Found({ meter, filters }: { meter: Meter; filters: Filters }) {
  const t = useT()
  const all = sumOf(meter.weeks, week => week.past + week.beyond + week.programs + week.through)
  if (all === 0)
    return (
      <EmptyState icon={<Route size={20} aria-hidden />} title={t('integration.bypass.none')}>
        {t('integration.bypass.noneHint')}
      </EmptyState>
    )
  return (
    <>
      <Summary meter={meter} filters={filters} />
      <Tiles meter={meter} ofTeam={filters.team !== undefined} />
      <div className={styles.columns}>
        <Weeks meter={meter} />
        <Fields meter={meter} />
      </div>
      <Groups meter={meter} />
      <p className={styles.quiet}>{t('integration.bypass.privacy')}</p>
    </>
  )
}

/** The page in one sentence. For one team it is not known how much of its work went through. */
function Summary({ meter, filters }: { meter: Meter; filters: Filters }) {
  const t = useT()
  const once = useOnce(meter)
  const past = sumOf(meter.weeks, week => week.past)
  const { weeks, team } = filters
  return (
    <p className={styles.summary}>
      {team || once === null
        ? t('integration.bypass.sentenceTeam', { past, weeks })
        : t('integration.bypass.sentence', { share: once, past, weeks })}
    </p>
  )
}

/** The share of changes that were entered once, through the CRM; null where there is nothing to compare. */
function useOnce(meter: Meter): string | null {
  const format = useFormat()
  const past = sumOf(meter.weeks, week => week.past)
  const through = sumOf(meter.weeks, week => week.through)
  if (past + through === 0) return null
  return format.number(through / (past + through), { style: 'percent', maximumFractionDigits: 1 })
}

function Tiles({ meter, ofTeam }: { meter: Meter; ofTeam: boolean }) {
  const t = useT()
  const format = useFormat()
  const once = useOnce(meter)
  const sum = (key: 'past' | 'beyond' | 'programs' | 'doubles' | 'through') =>
    sumOf(meter.weeks, week => week[key])
  const [past, through] = [sum('past'), sum('through')]
  const tiles = [
    ...(ofTeam
      ? []
      : [
          {
            key: 'once',
            figure: once ?? '–',
            hint: once
              ? t('integration.bypass.tile.onceHint', {
                  through: format.number(through),
                  all: format.number(past + through),
                })
              : t('integration.bypass.tile.onceNone'),
          },
        ]),
    { key: 'past', figure: format.number(past), hint: t('integration.bypass.tile.pastHint') },
    { key: 'doubles', figure: format.number(sum('doubles')), hint: t('integration.bypass.tile.doublesHint') },
    {
      key: 'beyond',
      figure: format.number(sum('beyond')),
      hint: t('integration.bypass.tile.beyondHint', { programs: format.number(sum('programs')) }),
    },
  ]
  return (
    <div className={styles.tiles}>
      {tiles.map(({ key, figure, hint }) => (
        <Card key={key} title={t(`integration.bypass.tile.${key}`)}>
          <p>
            <Figure>{figure}</Figure>
          </p>
          <p className={styles.quiet}>{hint}</p>
        </Card>
      ))}
    </div>
  )
}
