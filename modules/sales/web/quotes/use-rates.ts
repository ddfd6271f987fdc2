import { useMemo } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { dayOf } from '../../../../platform/i18n/index.ts'
import { useFormat } from '../../../../platform/i18n/react.ts'
import { productContract, type QuoteVersion, type TaxCategory } from '../../contract.ts'
import type { RateOf } from './draft.ts'

/**
 * The tax rates of the country of a quote as they are today, in hundredths of a per cent. They are what is shown until the server
 * has answered with what it took.
 */
export function useRates({ taxCountry, taxTreatment }: Pick<QuoteVersion, 'taxCountry' | 'taxTreatment'>): {
  rateOf: RateOf
  known: readonly TaxCategory[]
} {
  const { timeZone } = useFormat()
  const { data } = useCall(productContract.taxRates, {}, { staleTime: 60_000 })
  return useMemo(() => {
    const today = dayOf(new Date(), timeZone)
    const rates = new Map<TaxCategory, number>()
    const held = (data?.items ?? [])
      .filter(({ country, validFrom }) => country === taxCountry && validFrom <= today)
      .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    for (const { category, rate } of held) rates.set(category, rate)
    return {
      rateOf: category => (taxTreatment === 'domestic' ? (rates.get(category) ?? 0) : 0),
      known: [...rates.keys()],
    }
  }, [data, taxCountry, taxTreatment, timeZone])
}
