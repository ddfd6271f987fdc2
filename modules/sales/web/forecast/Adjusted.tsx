import { Popover } from '@mantine/core'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Facts } from '../../../../ui/theme/Facts.tsx'
import type { ForecastAdjustment } from '../../contract.ts'
import { AdjustForm } from './AdjustForm.tsx'
import { Amount, shortMoney } from './Amount.tsx'
import styles from './forecast.module.css'
import type { About, Adjusting } from './use-adjustments.ts'

type AdjustedProps = {
  of: About
  /** The newest first. */
  kept: readonly ForecastAdjustment[]
  /** What the sellers say: won and commit. */
  compare: number
  adjusting: Adjusting
}

/** A manager's figure with its reason behind it; whoever may, sets it here. */
export function Adjusted({ of, kept, compare, adjusting }: AdjustedProps) {
  const t = useT()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const counting = kept.find(({ counts }) => counts)
  const may = adjusting.may(of.level, of.about)
  if (!may && kept.length === 0) return <span className={styles.none}>–</span>
  const amount = counting?.amount ?? null
  const shown =
    counting && amount !== null ? shortMoney(format, { minor: amount, currency: counting.currency }) : null
  const label = shown
    ? t('sales.forecast.adjust.shown', { name: of.name, amount: shown })
    : t('sales.forecast.adjust.for', { name: of.name })
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={320} trapFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={styles.adjusted}
          data-set={shown !== null || undefined}
          aria-label={label}
          title={counting?.reason}
          onClick={() => setOpen(!open)}
        >
          {counting && amount !== null ? (
            <>
              <Amount minor={amount} currency={counting.currency} />
              {counting.currency === adjusting.currency && (
                <small>
                  <Amount minor={amount - compare} currency={counting.currency} signed />
                </small>
              )}
            </>
          ) : (
            <Pencil size={13} aria-hidden />
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className={styles.adjusting}>
          {kept.length > 0 && (
            <ol className={styles.said}>
              {kept.slice(0, 5).map(one => (
                <Said key={one.id} adjustment={one} />
              ))}
            </ol>
          )}
          {may && (
            <AdjustForm
              of={of}
              counting={counting ?? null}
              compare={compare}
              adjusting={adjusting}
              onDone={() => setOpen(false)}
            />
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Said({ adjustment }: { adjustment: ForecastAdjustment }) {
  const t = useT()
  const format = useFormat()
  const { amount, currency, reason, by, at, counts } = adjustment
  return (
    <li data-counts={counts || undefined}>
      <p>
        <strong>
          {amount === null ? t('sales.forecast.adjust.back') : <Amount minor={amount} currency={currency} />}
        </strong>{' '}
        <bdi>{reason}</bdi>
      </p>
      <Facts>
        {by.name && <bdi>{by.name}</bdi>}
        <span>{format.dateTime(at)}</span>
      </Facts>
    </li>
  )
}
