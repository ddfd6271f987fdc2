import { minorDigits } from '../../../../platform/i18n/index.ts'
import { type Formats, useFormat } from '../../../../platform/i18n/react.ts'

type AmountProps = {
  minor: number
  currency: string
  /** A difference: says plus and minus. */
  signed?: boolean
}

/** An amount in short, and in full when one points at it. Isolated, as its digits run from left to right in every language. */
export function Amount({ minor, currency, signed = false }: AmountProps) {
  const format = useFormat()
  return (
    <bdi dir="ltr" title={format.money(Math.round(minor), currency)}>
      {shortMoney(format, { minor, currency, signed })}
    </bdi>
  )
}

/** `€1.2M`, `€48.3K`, `€912`; in Arabic in full: between its words for thousands and millions a sign would lose its place. */
export function shortMoney(format: Formats, { minor, currency, signed }: AmountProps): string {
  const whole = minor / 10 ** minorDigits(currency)
  const inFull = format.direction === 'rtl' || Math.abs(whole) < 1000
  return format.number(whole, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: inFull ? 'standard' : 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: inFull ? 0 : 1,
    signDisplay: signed ? 'exceptZero' : 'negative',
  })
}
