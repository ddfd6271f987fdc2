import { Menu } from '@mantine/core'
import { CalendarClock, CalendarPlus, Check, MessageSquarePlus } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { IconButton, IconLink } from '../../../../ui/theme/IconButton.tsx'
import { type DayItem, salesContract } from '../../contract.ts'
import { openLog } from '../logging/log-store.ts'
import { useAct } from '../use-act.ts'
import styles from './day.module.css'
import { dayIn, morningIn, nextDays } from './days.ts'

/** What can be done about it without opening it: done, put off, log, plan. */
export function NextActs({ item }: { item: DayItem }) {
  const t = useT()
  const may = useMay()
  const { customer, deal, kind } = item
  if (!may('sales.write') || kind === 'lead') return null
  const name = item.title
  const log = () =>
    openLog({
      customer: customer && { id: customer.id, title: customer.name },
      kind: kind === 'visit' ? 'visit' : 'call',
      ...(deal ? { deal: { id: deal.id, title: deal.name }, step: deal.nextStep, stepDone: true } : {}),
    })
  return (
    <div className={styles.acts}>
      {deal && item.reasons.some(({ code }) => code === 'step-due') && <DoneButton deal={deal} />}
      {deal && <MoveMenu deal={deal} />}
      {kind === 'visit' && (
        <IconLink
          to={`/customers/${item.id}`}
          hash="visit"
          aria-label={t('sales.day.planNamed', { name })}
          title={t('sales.day.plan')}
        >
          <CalendarPlus size={15} aria-hidden />
        </IconLink>
      )}
      {customer && may('customers.write') && (
        <IconButton
          aria-label={t('sales.day.logNamed', { name: customer.name })}
          title={t('sales.log.open')}
          onClick={log}
        >
          <MessageSquarePlus size={15} aria-hidden />
        </IconButton>
      )}
    </div>
  )
}

type Deal = NonNullable<DayItem['deal']>

function DoneButton({ deal }: { deal: Deal }) {
  const t = useT()
  const act = useAct()
  const done = () =>
    void act(
      salesContract.changeOpportunity,
      { params: { id: deal.id }, body: { nextStep: null, nextStepAt: null }, ifMatch: deal.version },
      t('sales.day.told.stepDone'),
    )
  return (
    <IconButton
      aria-label={t('sales.day.doneNamed', { name: deal.name })}
      title={t('sales.day.done')}
      onClick={done}
    >
      <Check size={15} aria-hidden />
    </IconButton>
  )
}

/** Puts off the next step or the day of closing. */
function MoveMenu({ deal }: { deal: Deal }) {
  const t = useT()
  const format = useFormat()
  const act = useAct()
  const now = new Date()
  const move = (body: { nextStepAt: string } | { expectedClose: string }) =>
    void act(
      salesContract.changeOpportunity,
      { params: { id: deal.id }, body, ifMatch: deal.version },
      t('sales.day.told.moved'),
    )
  const dayWords = (at: string) => format.dateParts(at, { weekday: 'short', day: 'numeric', month: 'short' })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton aria-label={t('sales.day.moveNamed', { name: deal.name })} title={t('sales.day.move')}>
          <CalendarClock size={15} aria-hidden />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('sales.day.stepTo')}</Menu.Label>
        {nextDays.slice(0, 4).map(({ key, days }) => {
          const at = morningIn(days, format.timeZone, now)
          return (
            <Menu.Item
              key={key}
              onClick={() => move({ nextStepAt: at })}
              rightSection={<small>{dayWords(at)}</small>}
            >
              {t(`sales.day.in.${key}`)}
            </Menu.Item>
          )
        })}
        <Menu.Label>{t('sales.day.closeTo')}</Menu.Label>
        {nextDays.slice(2).map(({ key, days }) => (
          <Menu.Item
            key={key}
            onClick={() => move({ expectedClose: dayIn(days, format.timeZone, now) })}
            rightSection={<small>{dayWords(morningIn(days, format.timeZone, now))}</small>}
          >
            {t(`sales.day.in.${key}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
