import type { Address } from '../../../../platform/i18n/postal-address.ts'
import { countryOf } from './countries.ts'
import { caseOf, properCase } from './letter-case.ts'
import { postcodeOf } from './postcodes.ts'

export type AddressReason = 'address-country' | 'address-postcode' | 'address-case' | 'address-blanks'
export type CleanedAddress = { address: Address; why: AddressReason; confidence: number }

const parts = ['lines', 'postcode', 'city', 'region', 'country'] as const

/**
 * A better way to write an address, or null: the country as its code, the postcode as its country prints it, no shouting.
 * `home` is the country of addresses that name none; it decides the postcode only and is not written into the address.
 */
export function cleanAddress(given: Address, home: string | null): CleanedAddress | null {
  const address: Address = {}
  for (const part of parts) if (given[part] !== undefined) address[part] = tidy(given[part])
  const reasons: { why: AddressReason; confidence: number }[] = []
  if (parts.some(part => address[part] !== given[part]))
    reasons.push({ why: 'address-blanks', confidence: 0.98 })
  const code = address.country ? countryOf(address.country) : null
  if (code && code !== address.country) {
    address.country = code
    reasons.push({ why: 'address-country', confidence: 0.96 })
  }
  const country = code ?? (address.country ? null : home)
  const postcode =
    country && address.postcode ? postcodeOf(repairedDigits(address.postcode, country), country) : null
  if (postcode && postcode !== address.postcode) {
    reasons.push({
      why: 'address-postcode',
      confidence: solid(postcode) === solid(address.postcode ?? '') ? 0.96 : 0.8,
    })
    address.postcode = postcode
  }
  // British post towns and Irish ones are printed in capitals on purpose.
  if (
    address.city &&
    caseOf(address.city) !== null &&
    address.city.length > 3 &&
    country !== 'GB' &&
    country !== 'IE'
  ) {
    address.city = properCase(address.city)
    reasons.push({ why: 'address-case', confidence: 0.9 })
  }
  const [first] = reasons
  if (!first || parts.every(part => address[part] === given[part])) return null
  return { address, why: first.why, confidence: Math.min(...reasons.map(({ confidence }) => confidence)) }
}

const tidy = (text: string | undefined) =>
  text
    ?.split('\n')
    .map(line => line.replaceAll(/[ \t\u00A0\u200B]+/gu, ' ').trim())
    .filter(Boolean)
    .join('\n')

const solid = (text: string) => text.replaceAll(/[\s-]/gu, '').toUpperCase()

/** The letter O for a nought and I for a one, where the country's postcodes have digits only. */
function repairedDigits(postcode: string, country: string): string {
  if (postcodeOf(postcode, country) !== null) return postcode
  const repaired = postcode.replaceAll(/[Oo]/g, '0').replaceAll(/[Il]/g, '1')
  return postcodeOf(repaired, country) === null ? postcode : repaired
}
