import type { Formats } from '../../../../platform/i18n/react.ts'

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['millisecond', 1],
] as const

/** A time in its largest fitting unit: `4 ms`, `5.2 sec`, `41 min`. */
export function duration(milliseconds: number, format: Formats): string {
  const [unit, size] = units.find(([, length]) => milliseconds >= length) ?? ['millisecond', 1]
  const value = milliseconds / size
  const digits = unit !== 'millisecond' && value < 10 ? 1 : 0
  return format.number(value, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  })
}
