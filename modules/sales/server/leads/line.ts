import { parseEmail, parsePhone } from '../../../../platform/formats/contacts.ts'
import type { Recognised } from '../../contract.ts'

const email = /[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+\.[^\s<>()[\],;:"]+/u
const website =
  /(?:https?:\/\/|www\.)[^\s,;<>"]+|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|eu|de|at|ch|fr|nl|be|it|es|pl|cz|se|no|dk|fi|uk|ie|us|ca|au|ae|sa|eg)(?:\/[^\s,;<>"]*)?(?![\w.@-])/iu
const phone =
  /(?:tel|phone|mobil|mobile|هاتف)?[.:]?\s*((?:\+|00)?[(\d\u0660-\u0669][\d\u0660-\u0669\s()./-]{5,}[\d\u0660-\u0669])(?![\p{L}\d])/iu
const legalForm =
  /(?:^|[\s.])(?:gmbh(?: & co\.? kg)?|ag|kg|ohg|ug|se|e\.? ?k|ltd|limited|llc|llp|inc|corp|plc|co|as|asa|ab|oy|oyj|aps|a\/s|sa|sas|sarl|srl|s\.r\.l|spa|s\.p\.a|bv|b\.v|nv|n\.v|sp\. ?z ?o\.? ?o|s\.r\.o|a\.s|kft|شركة)\.?$|^شركة\s/iu
const titles =
  /\b(?:ceo|cto|cfo|coo|cio|director|head of|manager|managing|president|owner|founder|buyer|purchas\w*|procurement|engineer|sales|marketing|geschäftsführer\w*|leiter\w*|einkauf\w*|inhaber\w*|prokurist\w*|vorstand\w*|مدير)\b/iu
const withPostcode = /^(?:[A-Z]{1,2}-)?(\d{4,5})\s+(\p{Lu}[\p{L} .'-]+)$/u
const inPlace = /(?:^|\s)(?:in|aus|from|near|bei|من)\s+(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)?)$/u
const atCompany = /\s(?:at|of|von|bei|@|from)\s+(\p{Lu}.+)$/u
const personal = /^(?:(?:dr|prof|mr|mrs|ms|herr|frau)\.?\s)*\p{L}[\p{L}.'’-]*(?:\s\p{L}[\p{L}.'’-]*){1,3}$/u

/**
 * Recognises in a line what is certain by its form (address, number, web address), then, part by part between commas, what is
 * likely. What is not recognised, or comes a second time, stays as the note. `home`: the country of numbers without prefix.
 */
export function readLine(line: string, home: string | null): Recognised {
  const found: Recognised = {}
  let rest = take(line, email, text => put(found, 'email', parseEmail(text.replace(/[.!?]+$/, ''))))
  rest = take(rest, website, text =>
    put(found, 'website', { value: text.replace(/[.!?]+$/, ''), problem: null }),
  )
  rest = take(rest, phone, (_, number) => put(found, 'phone', parsePhone(number.trim(), home ?? undefined)))
  const parts = rest
    .split(/[\n\t,;|•·،؛]+|\s[-–—]\s/u)
    .map(part => part.replaceAll(/^[\s:.<>()[\]"]+|[\s:<>()[\]"]+$/gu, ''))
    .filter(Boolean)
  const note = parts.flatMap(part => place(found, part) ?? [])
  if (note.length > 0) found.note = note.join(', ')
  return found
}

/** Cuts the first match out where it is taken; what was only like it stays. */
function take(text: string, pattern: RegExp, taken: (match: string, group: string) => boolean): string {
  const match = pattern.exec(text)
  if (!match) return text
  const whole = match[1] ?? match[0]
  const at = match.index + match[0].indexOf(whole)
  return taken(match[0], whole) ? `${text.slice(0, at)}, ${text.slice(at + whole.length)}` : text
}

const longest = {
  name: 300,
  company: 300,
  jobTitle: 200,
  email: 320,
  phone: 100,
  website: 500,
  city: 200,
  country: 100,
}

function put(
  found: Recognised,
  key: keyof typeof longest,
  { value, problem }: { value: string; problem: string | null },
): boolean {
  if (problem || found[key] !== undefined || value.length > longest[key]) return false
  found[key] = value
  return true
}

/** Puts a part where it belongs and answers what is left of it for the note. */
function place(found: Recognised, part: string): string | null {
  const set = (key: keyof typeof longest, value: string) => put(found, key, { value, problem: null })
  const code = withPostcode.exec(part)
  if (code?.[2] && set('city', code[2].trim())) return code[1] ?? null
  if (isCountry(part) && set('country', part)) return null
  const town = inPlace.exec(part)
  if (town?.[1] && !legalForm.test(part) && set('city', town[1]))
    return restOf(found, part.slice(0, town.index).trim())
  return restOf(found, part)
}

function restOf(found: Recognised, part: string): string | null {
  if (part === '') return null
  const set = (key: keyof typeof longest, value: string) => put(found, key, { value, problem: null })
  const at = atCompany.exec(part)
  if (
    at?.[1] &&
    personal.test(part.slice(0, at.index)) &&
    !found.company &&
    set('name', part.slice(0, at.index))
  )
    return set('company', at[1].trim()) ? null : at[1]
  if (legalForm.test(part) && set('company', part)) return null
  if (titles.test(part) && set('jobTitle', part)) return null
  if (personal.test(part) && set('name', part)) return null
  // Between a person and the rest stands where he works.
  if (
    found.name !== undefined &&
    /^\p{Lu}/u.test(part) &&
    part.split(/\s+/).length <= 5 &&
    set('company', part)
  )
    return null
  return part
}

let countries: Set<string> | undefined

function isCountry(part: string): boolean {
  countries ??= new Set(
    ['en', 'de', 'ar'].flatMap(locale => {
      const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' })
      return regions.flatMap(code => names.of(code)?.toLowerCase() ?? [])
    }),
  )
  return countries.has(part.toLowerCase())
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const regions = letters.flatMap(first => letters.map(second => first + second))
