import type { Field } from '../../entities/descriptor.ts'
import { type ContactValue, parseEmail, parsePhone } from '../../formats/contacts.ts'
import { type DateOrder, parseDate, parseDateTime } from './dates.ts'
import { type DecimalMark, parseBoolean, parseDecimal, parseInteger, parseMoney } from './numbers.ts'
import { bad, quoted, type Value, type ValueParser } from './value.ts'

/** How the values of one column are to be read. */
export type ValueOptions = {
  dateOrder: DateOrder
  decimalMark: DecimalMark
  /** ISO 3166 country of telephone numbers without country code. */
  country?: string | undefined
  /** What happens to contact data that cannot be read: e-mail addresses are refused and telephone numbers kept, unless told. */
  unreadable?: 'refuse' | 'keep' | undefined
  /** Lower-case words that mean a choice, besides its value and label. */
  words?: Readonly<Record<string, string>> | undefined
  today: Date
}

/** The function that reads a cleaned, non-empty cell as a value of the field. */
export function parserFor(field: Field, options: ValueOptions): ValueParser {
  const { dateOrder, decimalMark, today } = options
  switch (field.kind) {
    case 'email':
      return contactParser(parseEmail, {
        options,
        label: 'e-mail address',
        keep: options.unreadable === 'keep',
      })
    case 'phone':
      return contactParser(cell => parsePhone(cell, options.country), {
        options,
        label: 'telephone number',
        keep: options.unreadable !== 'refuse',
      })
    case 'url':
      return parseUrl
    case 'integer':
      return cell => parseInteger(cell, decimalMark)
    case 'decimal':
    case 'score':
      return cell => parseDecimal(cell, decimalMark)
    case 'money':
      return cell => parseMoney(cell, decimalMark, field.currency ?? 'EUR')
    case 'boolean':
      return parseBoolean
    case 'date':
      return cell => parseDate(cell, dateOrder, today)
    case 'datetime':
      return cell => parseDateTime(cell, dateOrder, today)
    case 'choice':
      return choiceParser(field, options.words ?? {})
    case 'tags':
      return parseTags
    default:
      return textParser(field.maxLength ?? (field.kind === 'longtext' ? 100_000 : 2000))
  }
}

function textParser(maxLength: number): ValueParser {
  return cell =>
    cell.length <= maxLength
      ? cell
      : bad('too-long', `The text has ${cell.length} characters; at most ${maxLength} fit.`, {
          length: cell.length,
          maxLength,
        })
}

type ContactKind = { options: ValueOptions; label: string; keep: boolean }

function contactParser(parse: (cell: string) => ContactValue, { label, keep }: ContactKind): ValueParser {
  return cell => {
    if (cell.length > 320) return bad('too-long', `The text has ${cell.length} characters; at most 320 fit.`)
    const contact = parse(cell)
    if (contact.problem === null || keep) return contact
    return bad(contact.problem, `${quoted(cell)} is no ${label}.`)
  }
}

const webAddress = /^(?:https?:\/\/)?(?:[\p{L}\p{N}_-]+\.)+[\p{L}][\p{L}\p{N}-]+(?::\d{1,5})?(?:[/?#]\S*)?$/iu

function parseUrl(cell: string): Value | ReturnType<typeof bad> {
  if (!webAddress.test(cell) || cell.length > 500)
    return bad('not-a-web-address', `${quoted(cell)} is no web address.`)
  return /^https?:\/\//i.test(cell) ? cell : `https://${cell}`
}

function choiceParser(field: Field, words: Readonly<Record<string, string>>): ValueParser {
  const values = new Map<string, string>(Object.entries(words))
  for (const choice of field.choices ?? []) {
    if (choice.label) values.set(choice.label.toLowerCase(), choice.value)
    values.set(choice.value.toLowerCase(), choice.value)
  }
  const known = (field.choices ?? []).map(choice => choice.label ?? choice.value).join(', ')
  return cell =>
    values.get(cell.toLowerCase()) ?? bad('not-a-choice', `${quoted(cell)} is none of: ${known}.`)
}

const longestTag = 60
const mostTags = 50

function parseTags(cell: string): Value | ReturnType<typeof bad> {
  const tags = [
    ...new Set(
      cell
        .split(/[,;|\n]/)
        .map(tag => tag.trim())
        .filter(Boolean),
    ),
  ]
  const long = tags.find(tag => tag.length > longestTag)
  if (long)
    return bad(
      'too-long',
      `The tag ${quoted(long)} has ${long.length} characters; at most ${longestTag} fit.`,
    )
  if (tags.length > mostTags)
    return bad('too-many-tags', `There are ${tags.length} tags; at most ${mostTags} fit.`)
  return tags
}
