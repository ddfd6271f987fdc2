import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { currencies } from '../../platform/i18n/index.ts'
import { currencyIn, moneyOf } from '../field/parse.ts'
import { typedAmount } from './FieldEditor.tsx'
import styles from './MoneyField.module.css'

/** An amount in minor units of a currency; null: not known. */
export type Money = { amount: number | null; currency: string }

type MoneyFieldProps = {
  label: string
  value: Money
  onChange: (value: Money) => void
  /** Called with a text key while what is typed is no amount; null when it is one again. */
  onProblem?: (problem: string | null) => void
  error?: string | undefined
}

const all = [...currencies]

/** An amount and its currency in one field: `1200`, or `1200 usd`, which chooses the currency too. */
export function MoneyField({ label, value, onChange, onProblem, error }: MoneyFieldProps) {
  const t = useT()
  const format = useFormat()
  const [text, setText] = useState(() =>
    value.amount === null ? '' : typedAmount(value.amount, value.currency, format),
  )
  const read = (next: string, currency: string) => {
    const parsed: ReturnType<typeof moneyOf> =
      next.trim() === '' ? { value: null } : moneyOf(next.trim(), format.locale, currency)
    onProblem?.('problem' in parsed ? parsed.problem : null)
    if ('value' in parsed) onChange({ amount: parsed.value as number | null, currency })
  }
  return (
    <div className={styles.money}>
      <TextInput
        className={styles.amount ?? ''}
        label={label}
        value={text}
        inputMode="decimal"
        dir="auto"
        maxLength={40}
        error={error ?? null}
        onChange={event => {
          const next = event.currentTarget.value
          setText(next)
          read(next, currencyIn(next) ?? value.currency)
        }}
      />
      <Select
        className={styles.currency ?? ''}
        aria-label={t('ui.form.currency')}
        data={all}
        value={value.currency}
        searchable
        limit={40}
        selectFirstOptionOnChange
        nothingFoundMessage={t('ui.form.noMatch')}
        onChange={next => {
          if (!next) return
          const bare = text.replace(/[\p{L}\p{Sc}]/gu, '').trim()
          setText(bare)
          read(bare, next)
        }}
      />
    </div>
  )
}
