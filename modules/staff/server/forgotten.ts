import { sql } from 'kysely'
import type { Logger } from 'pino'
import { Refused } from '../../../platform/errors.ts'
import { translate } from '../../../platform/i18n/index.ts'
import type { Mailer } from '../../../platform/mail/mail.ts'
import { createLink } from './sign-in-links.ts'
import type { StaffDb } from './tables.ts'

const linkHours = 1

export type Forgetting = { db: StaffDb; mailer: Mailer; address: string; log: Logger }

/**
 * Mails a one-time link to whoever has this address. Answers before anything is looked up, and the same whether somebody
 * has the address or not, so that nobody learns by words or by time who works here (OWASP ASVS 5.0.0, chapter 6.3).
 */
export function sendForgottenLink(parts: Forgetting, email: string): void {
  if (!parts.mailer.configured) {
    throw new Refused(
      'staff.mail-not-configured',
      'No mail server is set up here, so no link can be sent. Ask an administrator for a sign-in link.',
    )
  }
  mailLink(parts, email).catch((err: unknown) => {
    parts.log.error({ err }, 'A link for a forgotten password could not be made.')
  })
}

async function mailLink({ db, mailer, address, log }: Forgetting, email: string): Promise<void> {
  const user = await db
    .selectFrom('staff.user as u')
    .select(['u.id', 'u.email', 'u.locale'])
    .where('u.email', '=', email)
    .where(sql<boolean>`not exists (select from staff.user_deactivation d where d.user_id = u.id)`)
    .executeTakeFirst()
  if (!user) return
  const path = await createLink(db, { userId: user.id, createdBy: null, hours: linkHours })
  const outcome = await mailer.send({
    to: user.email,
    subject: translate(user.locale, 'staff.mail.link.subject'),
    text: translate(user.locale, 'staff.mail.link.text', { hours: linkHours, link: address + path }),
  })
  if (!outcome.sent)
    log.warn({ reason: outcome.reason, message: outcome.message }, 'A sign-in link was not mailed.')
}
