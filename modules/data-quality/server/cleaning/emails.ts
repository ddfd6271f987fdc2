import { parseEmail } from '../../../../platform/formats/contacts.ts'

export type CleanedEmail = { value: string; why: 'email-syntax' | 'email-domain'; confidence: number }

/** Domains that many people everywhere have their mail with. */
const wellKnown = [
  ...'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com aol.com gmx.de gmx.net'.split(
    ' ',
  ),
  ...'web.de t-online.de freenet.de yahoo.de hotmail.de hotmail.fr hotmail.co.uk yahoo.co.uk yahoo.fr orange.fr wanadoo.fr'.split(
    ' ',
  ),
  ...'free.fr laposte.net libero.it virgilio.it hotmail.it protonmail.com proton.me mail.ru yandex.ru btinternet.com'.split(
    ' ',
  ),
  ...'online.no telia.com comhem.se hotmail.no hotmail.se live.no live.se live.dk mail.dk bluewin.ch ziggo.nl kpnmail.nl'.split(
    ' ',
  ),
]
/** Real domains that are one letter from a well-known one. */
const realNeighbours = new Set(
  'mail.com email.com ymail.com gmx.com gmx.at gmx.ch live.nl live.de yahoo.no yahoo.se me.de aol.de mail.de'.split(
    ' ',
  ),
)

/** How often each domain stands in the organisation's own data. */
export type KnownDomains = { often: readonly string[]; count: (domain: string) => number }

/** Domains of one's own data that are frequent enough to be what a rare neighbour was meant to be. */
export function knownDomains(counts: ReadonlyMap<string, number>): KnownDomains {
  const own = [...counts].filter(([, n]) => n >= 20).map(([domain]) => domain)
  return { often: [...new Set([...wellKnown, ...own])], count: domain => counts.get(domain) ?? 0 }
}

/**
 * A better way to write an e-mail address, or null. Marks that were typed in place of others (“kari at firm.no”, a comma for a
 * dot) and domains one letter away from a frequent one (gmial.com), where the domain itself is rare and none that is known.
 */
export function cleanEmail(given: string, known: KnownDomains): CleanedEmail | null {
  const repaired = repairedSyntax(given)
  const readable = repaired ?? given
  const parsed = parseEmail(readable)
  if (parsed.problem) return null
  const domain = meantDomain(parsed.value.slice(parsed.value.lastIndexOf('@') + 1), known)
  if (domain) {
    const local = parsed.value.slice(0, parsed.value.lastIndexOf('@') + 1)
    return { value: local + domain, why: 'email-domain', confidence: repaired ? 0.8 : 0.92 }
  }
  if (repaired === null || parsed.value === given) return null
  return { value: parsed.value, why: 'email-syntax', confidence: 0.9 }
}

function repairedSyntax(given: string): string | null {
  if (!parseEmail(given).problem) return null
  const repaired = given
    .trim()
    .replace(/^(?:mailto|e-?mail)\s*:\s*/iu, '')
    .replace(/\s*[([{<]?\s*(?:@|\bat\b)\s*[)\]}>]?\s*/iu, '@')
    .replaceAll(/\s*[([{]?\s*\b(?:dot|punkt)\b\s*[)\]}]?\s*/giu, '.')
    .replaceAll(/\s+/gu, '')
    .replaceAll(/[,;](?=[^@]*$)/gu, '.')
    .replaceAll(/\.{2,}/gu, '.')
    .replace(/@\.|\.@/u, '@')
    .replace(/@{2,}/u, '@')
    .replace(/[.>]+$/u, '')
  return repaired !== given && !parseEmail(repaired).problem ? repaired : null
}

/** The frequent domain that was meant. One letter wrong, left out, doubled or two swapped; nothing shorter than six signs. */
function meantDomain(domain: string, { often, count }: KnownDomains): string | null {
  if (domain.length < 6 || realNeighbours.has(domain) || often.includes(domain)) return null
  const near = often.filter(candidate => isOneSlipAway(domain, candidate))
  const meant = near.toSorted((a, b) => count(b) - count(a))[0]
  if (meant === undefined) return null
  // What stands there often is no slip; a domain of one's own must be clearly the more frequent one.
  const rare = count(domain) <= 3 && (wellKnown.includes(meant) || count(meant) >= 20 * count(domain))
  return rare ? meant : null
}

/** Whether two words differ by one letter changed, left out, added, or by two neighbours swapped (Damerau 1964). */
export function isOneSlipAway(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  let end = 0
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++
  const left = one.slice(start, one.length - end)
  const right = other.slice(start, other.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

const roles = new Set(
  'admin administrasjon abuse accounts accounting ar ap billing booking buchhaltung contact contacto contact-us customerservice einkauf epost faktura fakturering faktura-no feedback finance firmapost hello hej help helpdesk hi hostmaster hr info information invoice invoices jobs kontakt kundenservice kundeservice mail marketing no-reply noreply office order orders ordre post postmaster press privacy rechnung reception regnskap reservations resepsjon sales salg sekretariat service servicedesk shop support team vertrieb verwaltung webmaster'.split(
    ' ',
  ),
)

/** Whether an address belongs to a role and not to a person (“info@”, “invoices@”; RFC 2142 and what firms use besides). */
export function isRoleAddress(address: string): boolean {
  return roles.has(address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase())
}

/** The local parts of role addresses, for a comparison in SQL. */
export const roleNames: readonly string[] = [...roles]
