import { caseOf, properCase } from './letter-case.ts'
import { withLegalForm } from './legal-forms.ts'

export type OrganisationReason = 'legal-form' | 'company-case' | 'company-blanks'
export type CleanedOrganisation = { name: string; why: OrganisationReason; confidence: number }

/** A better way to write the name of an organisation, or null: its legal form, capitals, blanks. */
export function cleanOrganisationName(given: string, country: string | null): CleanedOrganisation | null {
  const tidy = given.replaceAll(/[\s\u00A0\u200B]+/gu, ' ').trim()
  const cased = inCase(tidy)
  const formed = withLegalForm(cased?.name ?? tidy, country)
  const name = formed?.name ?? cased?.name ?? tidy
  if (name === given || name === '') return null
  const confidence = Math.min(cased?.confidence ?? 1, formed?.confidence ?? 1, 0.98)
  return { name, why: cased ? 'company-case' : formed ? 'legal-form' : 'company-blanks', confidence }
}

/** Shouted names of at least two words with vowels. Short words and those without a vowel are rather abbreviations and stay. */
function inCase(name: string): { name: string; confidence: number } | null {
  const words = name.split(' ')
  const spoken = words.filter(word => word.length > 3 && /[aeiouyäöüåæøéè]/iu.test(word))
  if (caseOf(name) !== 'capitals' || spoken.length < 2) return null
  const changed = words.map(word => (spoken.includes(word) ? properCase(word) : word)).join(' ')
  return { name: changed, confidence: spoken.length === words.length ? 0.7 : 0.6 }
}
