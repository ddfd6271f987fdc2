import { z } from 'zod'

/** Shapes that many contracts share. */

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Text as it can be stored: no U+0000, no half of a surrogate pair; NFC; outer white space removed. */
export function text(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .refine(
      value => !value.includes('\0') && !loneSurrogate.test(value),
      'holds a character that cannot be stored',
    )
    .transform(value => value.normalize('NFC').trim())
    .meta({ maxLength })
}

/** Text that must not be empty. */
export function words(maxLength: number) {
  return text(maxLength).refine(value => value.length > 0, 'must not be empty')
}

export const id = z.uuid()
export const day = z.iso
  .date()
  .refine(value => !value.startsWith('0000'), 'the calendar starts with the year 1')
/** A point in time with its offset. */
export const time = z.iso
  .datetime({ offset: true })
  .refine(value => !value.startsWith('0000'), 'the calendar starts with the year 1')

export const idParams = z.strictObject({ id })

/** A record with its fields by key; which fields depends on the actor's rights. */
export const recordShape = z.looseObject({ id, version: z.int() })

export const pageShape = z.object({
  items: z.array(recordShape),
  next: z.string().nullable().describe('Cursor of the next page; null at the end'),
  total: z.int().describe('How many there are; see totalIsExact'),
  totalIsExact: z.boolean(),
})

export const nothing = z.null()

/** JSON of a user's own fields: plain values and lists of text, bounded. */
export const customShape = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{0,58}$/),
  z.union([text(20_000), z.number(), z.boolean(), z.null(), z.array(text(500)).max(100)]),
)
