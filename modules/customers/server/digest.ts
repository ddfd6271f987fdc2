import type { Context } from '../../../platform/context.ts'
import { row, rows, run } from '../../../platform/database/statement.ts'
import { dayOf } from '../../../platform/entities/relative-date.ts'
import { formatDate, translate } from '../../../platform/i18n/index.ts'
import type { JobDefinition } from '../../../platform/jobs/job.ts'

/** Whether I asked for the morning mail, and whether this installation can send one. */
export async function digestChoice(ctx: Context): Promise<{ wanted: boolean; possible: boolean }> {
  const found = await row<{ wanted: boolean }>(
    ctx.db,
    'select wanted from customers.digest where user_id = $1',
    [ctx.actor.id],
  )
  return { wanted: found?.wanted ?? false, possible: ctx.mailer.configured }
}

/** Asks for the morning mail or stops it; nobody gets it unasked. */
export async function chooseDigest(ctx: Context, wanted: boolean): Promise<void> {
  await run(
    ctx.db,
    'insert into customers.digest (user_id, wanted) values ($1, $2) on conflict (user_id) do update set wanted = excluded.wanted',
    [ctx.actor.id, wanted],
  )
}

type Reader = { id: string; email: string; locale: string; timeZone: string; lastDay: string | null }
type Due = { title: string; customer: string; dueAt: Date }

const morning = 7

/** Every hour: those for whom it is morning and who have not had today's mail. */
export const digestJob: JobDefinition = {
  queue: 'customers.digest',
  schedule: '0 * * * *',
  run: async work => {
    const readers = await work.step({ actor: work.system, label: 'customers.act.digest' }, ctx =>
      rows<Reader>(
        ctx.db,
        `select u.id, u.email, u.locale, u.time_zone as "timeZone", d.last_day as "lastDay"
         from customers.digest d join staff.v_user u on u.id = d.user_id where d.wanted and u.active`,
      ),
    )
    for (const reader of readers) {
      await work.step({ actor: work.system, label: 'customers.act.digest' }, ctx => sendDigest(ctx, reader))
    }
  },
}

/** Sends one mail if it is this person's morning; answers whether. A person with nothing due gets none. */
export async function sendDigest(ctx: Context, reader: Reader): Promise<boolean> {
  const today = dayOf(ctx.now, reader.timeZone)
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: reader.timeZone }).format(
      ctx.now,
    ),
  )
  if (hour < morning || reader.lastDay === today) return false
  // Marked first: a mail sent twice is worse than one that a dying mail server swallowed, which is logged.
  await run(ctx.db, 'update customers.digest set last_day = $2 where user_id = $1', [reader.id, today])
  const due = await tasksDue(ctx, reader.id)
  if (due.length === 0) return false
  const t = (key: string, params?: Record<string, string | number>) => translate(reader.locale, key, params)
  const lines = due.map(
    ({ title, customer, dueAt }) =>
      `• ${title} – ${customer} (${formatDate(dueAt, { locale: reader.locale, timeZone: reader.timeZone })})`,
  )
  const outcome = await ctx.mailer.send({
    to: reader.email,
    subject: t('customers.digest.subject', { count: due.length }),
    text: [
      t('customers.digest.intro', { count: due.length }),
      '',
      ...lines,
      '',
      t('customers.digest.stop'),
    ].join('\n'),
  })
  if (!outcome.sent) ctx.log.warn({ user: reader.id, reason: outcome.reason }, 'A morning mail was not sent.')
  return outcome.sent
}

const mostShown = 30

function tasksDue(ctx: Context, userId: string): Promise<Due[]> {
  return rows<Due>(
    ctx.db,
    `select k.title, c.name as customer, k.due_at as "dueAt" from customers.task k join customers.customer c on c.id = k.customer_id
     where k.assignee_id = $1 and k.completed_at is null and k.due_at < $2::timestamptz + interval '1 day' order by k.due_at limit ${mostShown}`,
    [userId, ctx.now],
  )
}
