import { attribute, readWhole } from './xml.ts'

/** How a number is to be read: as date, time of day, both, with leading zeros (their count), or as it is. */
export type NumberFormat = 'date' | 'time' | 'datetime' | 'plain' | { zeros: number }

/** Built-in formats that Excel does not write out (ECMA-376 part 1, 18.8.30, with the East Asian ones). */
function builtIn(id: number): NumberFormat {
  if (id === 22) return 'datetime'
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return 'time'
  return 'plain'
}

/** The format of every cell style, by its index. */
export async function readStyles(bytes: AsyncIterable<Buffer>, name: string): Promise<NumberFormat[]> {
  const custom = new Map<number, NumberFormat>()
  const formats: NumberFormat[] = []
  let inCells = false
  const open = (tag: string, attributes: Record<string, string>) => {
    if (tag === 'numFmt') {
      custom.set(
        Number(attribute(attributes, 'numFmtId')),
        formatOf(attribute(attributes, 'formatCode') ?? ''),
      )
    } else if (tag === 'cellXfs') inCells = true
    else if (tag === 'xf' && inCells) {
      const id = Number(attribute(attributes, 'numFmtId') ?? 0)
      formats.push(custom.get(id) ?? builtIn(id))
    }
  }
  const close = (tag: string) => {
    if (tag === 'cellXfs') inCells = false
  }
  await readWhole(bytes, { open, close }, name)
  return formats
}

/** Reads a format code: letters of dates and times outside quotes, brackets and escapes. */
export function formatOf(code: string): NumberFormat {
  const elapsed = /\[[hms]+\]/i.test(code)
  const bare = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase()
  if (/^0{2,}$/.test(bare)) return { zeros: bare.length }
  if (/general|#|0(?!0*$)/.test(bare) && !/[ydhs]/.test(bare)) return 'plain'
  const time = elapsed || /[hs]|am\/pm/.test(bare)
  const date = /[yd]/.test(bare) || (/m/.test(bare) && !time)
  if (date && time) return 'datetime'
  if (date) return 'date'
  return time ? 'time' : 'plain'
}

/**
 * A spreadsheet's day number as ISO text. The 1900 system counts a 29 February 1900 that never was (day 60); the 1904
 * system starts at 1904-01-01 = 0. Null when the number is no day.
 */
export function serialToIso(
  serial: number,
  format: 'date' | 'time' | 'datetime',
  date1904: boolean,
): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null
  const day = Math.floor(serial)
  const seconds = Math.round((serial - day) * 86_400)
  const clock = new Date(seconds * 1000).toISOString().slice(11, 19)
  if (format === 'time' && day === 0) return clock
  if (!date1904 && day === 60) return '1900-02-29'
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day > 60 ? 30 : 31)
  const date = new Date(epoch + (day + (seconds === 86_400 ? 1 : 0)) * 86_400_000).toISOString().slice(0, 10)
  return seconds % 86_400 === 0 && format !== 'datetime' ? date : `${date}T${clock}`
}

/** A stored number as a person sees it: no float noise, no exponent for whole numbers, leading zeros where asked. */
export function numberText(raw: string, format: NumberFormat, date1904: boolean): string {
  const value = Number(raw)
  if (raw.trim() === '' || Number.isNaN(value)) return raw
  if (typeof format === 'object')
    return Number.isInteger(value) ? String(value).padStart(format.zeros, '0') : String(value)
  if (format !== 'plain') return serialToIso(value, format, date1904) ?? String(value)
  if (/^-?\d+$/.test(raw)) return raw
  const rounded = Number(value.toPrecision(15))
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e21 ? BigInt(rounded).toString() : String(rounded)
}
