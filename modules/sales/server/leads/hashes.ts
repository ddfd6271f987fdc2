import type { Context } from '../../../../platform/context.ts'
import { parseEmail, parsePhone } from '../../../../platform/formats/contacts.ts'

/** What a lead or a customer is reached by, as it is stored. */
export type Reached = {
  emails: readonly (string | null)[]
  phones: readonly (string | null)[]
  websites: readonly (string | null)[]
}

export type Kind = 'email' | 'phone' | 'domain'

/** A contact point under each key there is, the newest first. */
export type Point = { kind: Kind; hashes: readonly string[] }

/** Mailboxes of anybody: that two people have one there says nothing. */
const mailboxes = new Set(
  `gmail googlemail outlook hotmail live msn yahoo ymail icloud me mac aol gmx web t-online freenet proton protonmail pm
   mail yandex zoho posteo mailbox orange wanadoo free laposte libero virgilio tiscali alice qq 163 126 sina naver daum
   hanmail rediffmail bluewin comcast verizon att btinternet sky telenet skynet ziggo xs4all kpnmail seznam wp onet o2 interia
   rambler inbox bk list abv ukr uol bol terra`.split(/\s+/),
)

/** The contact points as fingerprints that nobody without the keys can make. At most forty of each kind. */
export function pointsOf(ctx: Pick<Context, 'secrets'>, reached: Reached, home: string | null): Point[] {
  const emails = texts(reached.emails).flatMap(email => {
    const { value, problem } = parseEmail(email)
    return problem ? [] : [value]
  })
  const phones = texts(reached.phones).flatMap(phone => {
    const { value, problem } = parsePhone(phone, home ?? undefined)
    return problem ? [] : [value]
  })
  const domains = [
    ...emails.map(email => email.slice(email.lastIndexOf('@') + 1)),
    ...texts(reached.websites).flatMap(site => hostOf(site) ?? []),
  ].filter(domain => !mailboxes.has(domain.split('.')[0] ?? ''))
  const named = { email: emails, phone: phones, domain: domains }
  return (Object.keys(named) as Kind[]).flatMap(kind =>
    [...new Set(named[kind])]
      .slice(0, 40)
      .map(value => ({ kind, hashes: ctx.secrets.fingerprints(value, `sales.lead-shadow.${kind}`) })),
  )
}

function texts(values: readonly (string | null)[]): string[] {
  return values.flatMap(value => (value?.trim() ? [value.trim()] : []))
}

function hostOf(site: string): string | null {
  try {
    const { hostname } = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(site) ? site : `https://${site}`)
    return hostname.includes('.') ? hostname.replace(/^www\./, '') : null
  } catch {
    return null
  }
}
