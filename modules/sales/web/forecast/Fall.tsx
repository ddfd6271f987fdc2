import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { ChangeReason, ForecastChanges, MeasuredChange } from '../../contract.ts'
import { Amount } from './Amount.tsx'
import { ChangedDeals } from './ChangedDeals.tsx'
import { axisOf, stepsOf } from './fall.ts'
import styles from './forecast.module.css'
import type { ChangesAsking } from './use-foreseen.ts'

type FallProps = {
  changes: ForecastChanges
  change: MeasuredChange
  deals: ChangesAsking
  open: ChangeReason | null
  onOpen: (reason: ChangeReason | null) => void
}

/** A waterfall lying on its side, which is a table at the same time: each reason starts where the one before ended. */
export function Fall({ changes, change, deals, open, onOpen }: FallProps) {
  const t = useT()
  const format = useFormat()
  const { currency, lockedAt } = changes
  const steps = stepsOf(change)
  const axis = axisOf(change)
  const day = lockedAt ? format.dateParts(lockedAt, { day: 'numeric', month: 'short' }) : ''
  return (
    <table className={styles.fall}>
      <caption className="visually-hidden">{t('sales.forecast.changes.title')}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('sales.forecast.changes.reason')}</th>
          <th scope="col">{t('sales.forecast.changes.picture')}</th>
          <th scope="col">{t('sales.forecast.changes.amount')}</th>
        </tr>
      </thead>
      <tbody>
        <Sum
          name={t('sales.forecast.changes.lockedOn', { day })}
          bar={<i data-way="sum" style={axis.span(0, change.locked)} />}
        >
          <Amount minor={change.locked} currency={currency} />
        </Sum>
        {steps.map(({ part, from, to }) => (
          <Step
            key={part.reason}
            title={t(`sales.forecast.means.reason.${part.reason}`)}
            name={t(`sales.forecast.reason.${part.reason}`)}
            count={t('sales.pictures.deals', { count: part.n })}
            isOpen={open === part.reason}
            onToggle={() => onOpen(open === part.reason ? null : part.reason)}
            bar={<i data-way={to < from ? 'down' : 'up'} style={axis.span(from, to)} />}
            amount={<Amount minor={part.amount} currency={currency} signed />}
          >
            <ChangedDeals asking={{ ...deals, reason: part.reason }} currency={currency} />
          </Step>
        ))}
        <Sum
          name={t('sales.forecast.changes.today')}
          bar={<i data-way="sum" style={axis.span(0, change.now)} />}
        >
          <Amount minor={change.now} currency={currency} />
        </Sum>
      </tbody>
    </table>
  )
}

function Sum({ name, bar, children }: { name: string; bar: ReactNode; children: ReactNode }) {
  return (
    <tr data-sum>
      <th scope="row">{name}</th>
      <td>
        <span className={styles.track} aria-hidden>
          {bar}
        </span>
      </td>
      <td>{children}</td>
    </tr>
  )
}

type StepProps = {
  name: string
  title: string
  count: string
  isOpen: boolean
  onToggle: () => void
  bar: ReactNode
  amount: ReactNode
  children: ReactNode
}

function Step({ name, title, count, isOpen, onToggle, bar, amount, children }: StepProps) {
  return (
    <>
      <tr data-open={isOpen || undefined}>
        <th scope="row">
          <button
            type="button"
            className={styles.reason}
            aria-expanded={isOpen}
            title={title}
            onClick={onToggle}
          >
            <ChevronDown size={14} aria-hidden />
            <span>{name}</span> <small>{count}</small>
          </button>
        </th>
        <td>
          <span className={styles.track} aria-hidden>
            {bar}
          </span>
        </td>
        <td>{amount}</td>
      </tr>
      {isOpen && (
        <tr className={styles.behind}>
          <td colSpan={3}>{children}</td>
        </tr>
      )}
    </>
  )
}
