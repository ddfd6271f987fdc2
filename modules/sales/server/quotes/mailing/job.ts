import type { JobDefinition, Work } from '../../../../../platform/jobs/job.ts'
import type { Actor } from '../../../../../platform/access/actor.ts'
import type { Context } from '../../../../../platform/context.ts'
import { row } from '../../../../../platform/database/statement.ts'
import type { Mail, MailOutcome } from '../../../../../platform/mail/mail.ts'
import { quoteMailQueue } from './asking.ts'
import { begin } from './letter.ts'
import { keepRefused, keepSent, type MailKey, type Why } from './outcomes.ts'

/** Hands a mail to the mail server, once. What became of it is kept, and told to who asked for it. */
export const quoteMailJob: JobDefinition = {
  queue: quoteMailQueue,
  run: async (work, data) => {
    const key: MailKey = { customerId: String(data['customerId']), mailId: String(data['mailId']) }
    const asker = await work.step({ actor: work.system }, ctx => askerOf(ctx, key))
    if (!asker) return
    const actor = await work.actorOf(asker, 'automation')
    if (!actor?.permissions.has('sales.write')) {
      await refuse(work, key, { why: 'closed', said: null })
      return
    }
    const mail = await work.step({ actor, label: 'sales.act.quote-mail-begun' }, ctx => begin(ctx, key))
    if (mail === 'done') return
    if ('why' in mail) await refuse(work, key, mail)
    else await hand(work, key, { actor, mail })
  },
}

async function hand(work: Work, key: MailKey, { actor, mail }: { actor: Actor; mail: Mail }): Promise<void> {
  const outcome: MailOutcome = await work.outside({ actor }, ctx => ctx.mailer.send(mail))
  if (outcome.sent) await work.step({ actor, label: 'sales.act.quote-mail-sent' }, ctx => keepSent(ctx, key))
  else await refuse(work, key, { why: outcome.reason, said: outcome.message ?? null })
}

/** In the name of the product: nobody is told of what he did himself. */
async function refuse(work: Work, key: MailKey, why: Why): Promise<void> {
  await work.step({ actor: work.system, label: 'sales.act.quote-mail-refused' }, ctx =>
    keepRefused(ctx, key, why),
  )
}

/** Who asked for a mail of which it is not known yet what became of it. */
async function askerOf(ctx: Context, { customerId, mailId }: MailKey): Promise<string | undefined> {
  const text = `select asked_by as id from sales.quote_mail
    where customer_id = $1::uuid and id = $2::uuid and sent_at is null and refused_at is null`
  return (await row<{ id: string }>(ctx.db, text, [customerId, mailId]))?.id
}
