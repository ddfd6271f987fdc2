import {
  type CountryCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import { LRUCache } from 'lru-cache'
import { asciiDigits } from './digits.ts'

/** An e-mail address or telephone number: normalised where it could be read, else as given with the reason. */
export type ContactValue = { value: string; given: string | null; problem: string | null }

// Local part by the letters people really use (RFC 5321 dot-atom and RFC 6531 letters), a domain with a dot.
const address =
  /^[^\s@"(),:;<>[\\\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u
const asciiAddress =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/

/** An e-mail address in canonical form: without `mailto:`, brackets and name, in lower case. */
export function parseEmail(cell: string): ContactValue {
  const bare = cell.toLowerCase()
  if (isAddress(bare, asciiAddress)) return { value: bare, given: bare === cell ? null : cell, problem: null }
  const inner = /<([^<>]+)>\s*$/.exec(bare)?.[1] ?? bare.replace(/^mailto:/, '').replace(/[.,;]+$/, '')
  const value = inner.trim().normalize('NFC')
  if (isAddress(value, address)) return { value, given: cell, problem: null }
  return { value: cell, given: cell, problem: 'not-an-email' }
}

function isAddress(text: string, pattern: RegExp): boolean {
  if (text.length > 254 || !pattern.test(text)) return false
  const at = text.indexOf('@')
  return text[0] !== '.' && text[at - 1] !== '.' && !text.slice(0, at).includes('..')
}

const slow = new LRUCache<string, ContactValue>({ max: 5000 })

/**
 * A telephone number as E.164 (libphonenumber); numbers without country code are read as of the given country. What
 * cannot be one keeps its text and gets a problem. An extension stays in the text as given.
 */
export function parsePhone(cell: string, country: string | undefined): ContactValue {
  const quick = international(cell)
  if (quick) return { value: quick, given: quick === cell ? null : cell, problem: null }
  const key = `${country ?? ''} ${cell}`
  let parsed = slow.get(key)
  if (!parsed) {
    parsed = parseSlowly(cell, country)
    slow.set(key, parsed)
  }
  return parsed
}

function parseSlowly(cell: string, country: string | undefined): ContactValue {
  const known = country && isSupportedCountry(country) ? country : undefined
  const digits = asciiDigits(cell.replace(/^tel:/i, '').trim())
  const text = digits.startsWith('00') ? `+${digits.slice(2)}` : digits
  const number = parsePhoneNumberFromString(text, known)
  if (number?.isPossible()) return { value: number.number, given: cell, problem: null }
  const problem = text.startsWith('+') || known ? 'not-a-phone' : 'phone-without-country'
  return { value: cell, given: cell, problem }
}

type Plan = { countries: RegExp[] }
const plans = new Map<string, Plan | null>()
const writtenOut = /^\+[\d ().\-/]{6,24}$/

/**
 * The usual case without the library's parser, which costs 20 µs: a full international number whose digits after the
 * calling code are a valid national number as they stand. Everything else is left to the library.
 */
function international(cell: string): string | null {
  if (cell.charCodeAt(0) !== 43 || !writtenOut.test(cell)) return null
  const digits = cell.replaceAll(/\D/g, '')
  for (let length = 1; length <= 3; length++) {
    const plan = planOf(digits.slice(0, length))
    if (!plan) continue
    const national = digits.slice(length)
    return plan.countries.some(pattern => pattern.test(national)) ? `+${digits}` : null
  }
  return null
}

function planOf(callingCode: string): Plan | null {
  let plan = plans.get(callingCode)
  if (plan === undefined) {
    plan = readPlan(callingCode)
    plans.set(callingCode, plan)
  }
  return plan
}

/** Only plans without a national prefix that could hide in the digits, and with one country. */
function readPlan(callingCode: string): Plan | null {
  const metadata = new Metadata() as Metadata & {
    metadata: { country_calling_codes: Record<string, CountryCode[]> }
  }
  const countries = metadata.metadata.country_calling_codes[callingCode]
  if (!countries) return null
  return { countries: countries.flatMap(country => patternsOf(metadata, country)) }
}

const kinds = ['FIXED_LINE', 'MOBILE', 'PREMIUM_RATE', 'TOLL_FREE', 'SHARED_COST', 'VOIP', 'UAN']

type FullPlan = {
  type: (kind: string) => { pattern: () => string } | undefined
  nationalPrefixForParsing: () => string | undefined
}

function patternsOf(metadata: Metadata, country: CountryCode): RegExp[] {
  metadata.selectNumberingPlan(country)
  const plan = metadata.numberingPlan as unknown as FullPlan
  const prefix = plan.nationalPrefixForParsing()
  const clash = prefix ? `(?!${prefix})` : ''
  return kinds.flatMap(kind => {
    const pattern = plan.type(kind)?.pattern()
    return pattern ? [new RegExp(`^${clash}(?:${pattern})$`)] : []
  })
}
