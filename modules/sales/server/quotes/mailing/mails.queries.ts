import type { Context } from '../../../../../platform/context.ts'
import type { ReplyOf } from '../../../../../platform/contract/endpoint.ts'
import { row, rows } from '../../../../../platform/database/statement.ts'
import { formatDate, translate } from '../../../../../platform/i18n/index.ts'
import type { quoteMailContract } from '../../../contract.ts'
import { requireQuote } from '../access.ts'
import { addressOf } from './letter.ts'
import { recipientsOf } from './recipients.queries.ts'

type Mails = ReplyOf<typeof quoteMailContract.quoteMails>
type Item = Mails['items'][number]
type Kept = Omit<Item, 'askedAt' | 'sentAt' | 'refused'> & {
  askedAt: Date
  sentAt: Date | null
  refusedAt: Date | null
  why: NonNullable<Item['refused']>['why']
  said: string | null
}

const text = `select m.id, v.number as version, m.to_address as "to", m.to_name as name, m.subject, m.asked_at as "askedAt",
    jsonb_build_object('id', m.asked_by, 'title', (select u.name from staff.v_user u where u.id = m.asked_by)) as "askedBy",
    m.sent_at as "sentAt", m.refused_at as "refusedAt", m.refused_why as why, m.refused_said as said
  from sales.quote_mail m join sales.quote_version v on v.customer_id = m.customer_id and v.id = m.version_id
  where m.customer_id = $1::uuid and m.quote_id = $2::uuid order by m.asked_at desc, m.id desc limit 50`

/** What was mailed of a quote that the actor sees, and what a new mail would say to whom; throws `NotFound`. */
export async function quoteMails(ctx: Context, id: string): Promise<Mails> {
  const { customerId, opportunityId } = await requireQuote(ctx, id)
  const { language, ...letter } = await letterOf(ctx, { customerId, id })
  const found = await rows<Kept>(ctx.db, text, [customerId, id])
  const recipients = await recipientsOf(ctx, { customerId, opportunityId })
  return {
    possible: ctx.mailer.configured,
    replyTo: await addressOf(ctx),
    recipients: recipients.map(one => ({
      ...one,
      greeting: one.customer
        ? letter.greeting
        : translate(language, 'sales.quoteMail.letter.dear', { name: one.name }),
    })),
    letter,
    items: found.map(({ askedAt, sentAt, refusedAt, why, said, ...mail }) => ({
      ...mail,
      askedAt: askedAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
      refused: refusedAt && { at: refusedAt.toISOString(), why, said },
    })),
  }
}

type About = { language: string; title: string; validUntil: string; number: string | null }

/** What a mail with the newest version says, in the language of the quote. */
async function letterOf(
  ctx: Context,
  { customerId, id }: { customerId: string; id: string },
): Promise<Mails['letter'] & { language: string }> {
  const about = (await row<About>(
    ctx.db,
    `select v.language, v.title, v.valid_until as "validUntil", q.number from sales.quote q
       join sales.quote_version v on v.customer_id = q.customer_id and v.quote_id = q.id
     where q.customer_id = $1::uuid and q.id = $2::uuid order by (v.sent_at is null), v.number desc limit 1`,
    [customerId, id],
  )) as About
  const { language, title, validUntil } = about
  const t = (key: string, params?: Record<string, string>) =>
    translate(language, `sales.quoteMail.letter.${key}`, params)
  const day = formatDate(new Date(`${validUntil}T12:00:00Z`), { locale: language, timeZone: 'UTC' })
  return {
    language,
    subject: [about.number, title].filter(Boolean).join(' – '),
    greeting: t('hello'),
    body: t('body', { title, day, name: ctx.actor.name }),
  }
}
