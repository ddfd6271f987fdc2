import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import styles from './golden.module.css'

export type Ranked = { value: string; label: string; aside?: ReactNode }

type OrderProps = {
  /** All there are; those in `order` in their order, the others to be added. */
  all: readonly Ranked[]
  order: readonly string[]
  onOrder: (order: string[]) => void
}

/** Things in an order that a person makes: moved up and down, left out, added at the end. */
export function OrderList({ all, order, onOrder }: OrderProps) {
  const t = useT()
  const of = (value: string) => all.find(one => one.value === value) ?? { value, label: value }
  const move = (at: number, by: number) => {
    const next = [...order]
    const [moved] = next.splice(at, 1)
    next.splice(at + by, 0, moved as string)
    onOrder(next)
  }
  const others = all.filter(({ value }) => !order.includes(value))
  return (
    <>
      <ol className={styles.ranked}>
        {order.map((value, at) => {
          const { label, aside } = of(value)
          return (
            <li key={value}>
              <span className={styles.rank}>{at + 1}</span>
              <span>
                <bdi>{label}</bdi> {aside && <small>{aside}</small>}
              </span>
              <IconButton
                aria-label={t('data-quality.golden.settings.up', { what: label })}
                disabled={at === 0}
                onClick={() => move(at, -1)}
              >
                <ArrowUp size={14} aria-hidden />
              </IconButton>
              <IconButton
                aria-label={t('data-quality.golden.settings.down', { what: label })}
                disabled={at === order.length - 1}
                onClick={() => move(at, 1)}
              >
                <ArrowDown size={14} aria-hidden />
              </IconButton>
              <IconButton
                aria-label={t('data-quality.golden.settings.away', { what: label })}
                onClick={() => onOrder(order.filter(one => one !== value))}
              >
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          )
        })}
      </ol>
      {others.length > 0 && (
        <div className={styles.add}>
          {others.map(({ value, label, aside }) => (
            <Button key={value} size="compact-xs" onClick={() => onOrder([...order, value])}>
              + {label} {aside}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
