import type { Formats } from '../../platform/i18n/react.ts'

/** Bytes in the unit that a person reads best. */
export function sizeOf(bytes: number, format: Formats): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return format.number(bytes / 1000 ** step, {
    style: 'unit',
    unit: units[step] as string,
    maximumFractionDigits: step === 0 ? 0 : 1,
  })
}
