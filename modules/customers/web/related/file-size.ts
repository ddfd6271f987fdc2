import type { Formats } from '../../../../platform/i18n/react.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** The size of a file in the person's language: `1.2 MB`. Decimal units, as disks and mail programs count. */
export function fileSize(bytes: number, format: Pick<Formats, 'number'>): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return format.number(bytes / 1000 ** step, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  })
}
