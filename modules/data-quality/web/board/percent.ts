import type { Formats } from '../../../../platform/i18n/react.ts'
import type { Share } from '../../contract/rules.ts'

/** A share as people read it: `94.2 %`; never rounded to all or nothing while something is missing. */
export function percent(share: number, format: Formats): string {
  const digits = share > 0.995 && share < 1 ? 2 : 1
  const shown = share < 1 ? Math.min(share, 0.9999) : 1
  return format.number(shown, { style: 'percent', maximumFractionDigits: digits })
}

/** The 95 % interval: `93.8–94.6 %`; null where nothing was asked. */
export function interval({ low, high }: Share, format: Formats): string | null {
  if (low === null || high === null) return null
  const bare = (value: number) =>
    format.number(value * 100, { maximumFractionDigits: 1, minimumFractionDigits: 1 })
  return `${bare(low)}–${percent(high, format)}`
}
