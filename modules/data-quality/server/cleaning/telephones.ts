import { parsePhone } from '../../../../platform/formats/contacts.ts'

export type CleanedPhone = { value: string; why: 'phone-country' | 'phone-syntax'; confidence: number }

/**
 * A number that could not be read, read again as one of the customer's country: “22 33 44 55” of a customer in NO →
 * +4722334455. Letters typed for digits and notes behind the number are left out. Null where it still cannot be read.
 */
export function cleanPhone(given: string, country: string | null): CleanedPhone | null {
  const direct = parsePhone(given.trim(), country ?? undefined)
  if (!direct.problem && direct.value !== given)
    return {
      value: direct.value,
      why: 'phone-country',
      confidence: given.trim().startsWith('+') ? 0.97 : 0.9,
    }
  if (!direct.problem) return null
  const number = given
    .replaceAll(/[Oo](?=[\d\s])|(?<=\d)[Oo]/gu, '0')
    .replace(/\(0\)/u, '')
    .replace(/(?:ext|x|dw|int|durchwahl)\.?\s*\d{1,5}$/iu, '')
    .replace(/^[^\d+]+/u, '')
    .replace(/[^\d)]+$/u, '')
  if (number === given || number.replaceAll(/\D/gu, '').length < 5) return null
  const repaired = parsePhone(number, country ?? undefined)
  return repaired.problem ? null : { value: repaired.value, why: 'phone-syntax', confidence: 0.75 }
}
