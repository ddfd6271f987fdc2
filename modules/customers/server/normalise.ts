import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'

/** A value in its normal form, or as given together with what is wrong with it: bad data is kept and shown, not lost. */
export type Normalised = { value: string; problem: string | null }

/**
 * E-mail in canonical form: no outer spaces or `mailto:`, domain in lower case, local part as well (providers that
 * distinguish case do not exist in practice; RFC 5321 §2.4 allows it). Dots and plus tags are kept: they address.
 */
export function normaliseEmail(given: string): Normalised {
  const value = given
    .trim()
    .replace(/^mailto:/i, '')
    .normalize('NFC')
    .toLowerCase()
  return { value, problem: emailPattern.test(value) ? null : 'customers.email-unreadable' }
}

/** One @, a dotted domain, no spaces or brackets: the shape of HTML's e-mail input with international letters allowed. */
const emailPattern = /^[^\s@<>()[\],;:"\\]{1,64}@[^\s@.<>()[\],;:"\\/]+(\.[^\s@.<>()[\],;:"\\/]+)+$/u

/**
 * Telephone number as E.164 (ITU-T E.164) by libphonenumber's metadata; `country` reads numbers without a prefix.
 * A number that cannot be read keeps its digits and says so.
 */
export function normalisePhone(given: string, country: string | null): Normalised {
  const text = given.trim().replace(/^tel:/i, '')
  const parsed = parsePhoneNumberFromString(
    text.startsWith('00') ? `+${text.slice(2)}` : text,
    (country ?? undefined) as CountryCode | undefined,
  )
  if (parsed?.isPossible()) return { value: parsed.number, problem: null }
  const problem =
    text.startsWith('+') || text.startsWith('00') || country
      ? 'customers.phone-unreadable'
      : 'customers.phone-without-country'
  return { value: text, problem }
}
