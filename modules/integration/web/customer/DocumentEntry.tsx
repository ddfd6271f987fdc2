import { useFormat } from '../../../../platform/i18n/react.ts'
import type { TimelineEntry } from '../../../customers/contract.ts'
import styles from './customer.module.css'
import { amountOf, dateOf } from './system-words.ts'

type Fed = { system?: string; date?: unknown; amount?: unknown; currency?: unknown; state?: unknown }

const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null

/** A document that came into being in another system: what it says of itself, and where it stands. */
export function DocumentEntry({ entry }: { entry: TimelineEntry }) {
  const format = useFormat()
  const { system, date, amount, currency, state } = (entry.data ?? {}) as Fed
  const parts = [
    amountOf(textOf(amount), textOf(currency), { format }),
    dateOf(textOf(date), { format }),
    textOf(state),
    system,
  ].filter(Boolean)
  return (
    <p className={styles.by}>
      {parts.map((part, at) => (
        <span key={at}>
          {at > 0 && ' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
    </p>
  )
}
