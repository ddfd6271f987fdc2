import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { Discount, QuoteVersion, Totals } from '../../contract.ts'
import { exactMoney, percentOf } from '../rates.ts'
import { discountOf, readDiscount, typedDiscount } from './columns.ts'
import styles from './quotes.module.css'
import type { Draft } from './use-draft.ts'

type TotalsBlockProps = {
  /** Null where the sums are too large to be said exactly. */
  sums: Totals | null
  version: QuoteVersion
  draft: Draft | null
  /** What the actor may take off, in hundredths of a per cent. */
  limit: number
}

/** What the lines come to: discount, tax by rate, total; and how much is off in all. */
export function TotalsBlock({ sums, version, draft, limit }: TotalsBlockProps) {
  const t = useT()
  const format = useFormat()
  const { currency, discount } = version
  const money = (amount: number) => exactMoney(amount, currency, format)
  if (!sums) return <p className={styles.refused}>{t('errors.sales.quote-too-large')}</p>
  return (
    <dl className={styles.totals} aria-label={t('sales.quoting.total')}>
      {(draft !== null || discount) && (
        <>
          <dt>{t('sales.quoting.lines')}</dt>
          <dd>{money(sums.lines)}</dd>
          <dt>
            {t('sales.quoting.given')} {!draft && discountOf(discount, { currency, format })}
          </dt>
          <dd className={styles.given}>
            {draft && (
              <DiscountInput
                key={currency}
                version={version}
                onDiscount={given => draft.setHead({ discount: given })}
              />
            )}
            <span>{money(sums.discount === 0 ? 0 : -sums.discount)}</span>
          </dd>
        </>
      )}
      <dt>{t('sales.quoting.net')}</dt>
      <dd>{money(sums.net)}</dd>
      {sums.taxes.map(({ category, rate, base, tax }) => (
        <Pair
          key={`${category} ${rate}`}
          term={t('sales.quoting.taxOf', { name: percentOf(rate, format), net: money(base) })}
          value={money(tax)}
        />
      ))}
      <dt className={styles.total}>{t('sales.quoting.total')}</dt>
      <dd className={styles.total}>{money(sums.total)}</dd>
      {sums.discountShare > 0 && (
        <dd className={styles.share} data-above={sums.discountShare > limit || undefined}>
          {t('sales.quoting.share', { percent: percentOf(sums.discountShare, format) })}
        </dd>
      )}
    </dl>
  )
}

function Pair({ term, value }: { term: string; value: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  )
}

type DiscountInputProps = { version: QuoteVersion; onDiscount: (discount: Discount) => void }

function DiscountInput({ version: { currency, discount }, onDiscount }: DiscountInputProps) {
  const t = useT()
  const format = useFormat()
  const reading = { currency, format }
  const [text, setText] = useState<string | null>(null)
  const wrong = text !== null && readDiscount(text.trim(), reading) === undefined
  return (
    <TextInput
      aria-label={t('sales.quoting.onAll')}
      placeholder="0 %"
      value={text ?? discountOf(discount, reading)}
      error={wrong ? t('sales.quoting.notDiscount') : null}
      maxLength={40}
      onFocus={() => setText(before => before ?? typedDiscount(discount, reading))}
      onBlur={() => !wrong && setText(null)}
      onChange={event => {
        const next = event.currentTarget.value
        setText(next)
        const given = readDiscount(next.trim(), reading)
        if (given !== undefined) onDiscount(given)
      }}
    />
  )
}
