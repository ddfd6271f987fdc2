import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { PriceList } from '../../contract.ts'

/** From when to when a list holds, in words. */
export function Validity({ list: { validFrom, validTo } }: { list: PriceList }) {
  const t = useT()
  const format = useFormat()
  if (validFrom && validTo)
    return t('sales.pricing.between', { from: format.date(validFrom), to: format.date(validTo) })
  if (validFrom) return t('sales.pricing.since', { from: format.date(validFrom) })
  if (validTo) return t('sales.pricing.until', { to: format.date(validTo) })
  return t('sales.pricing.always')
}
