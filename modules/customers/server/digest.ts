import type { Context } from '../../../platform/context.ts'
import { row, rows, run } from '../../../platform/database/statement.ts'
import { sqlWriter } from '../../../platform/database/sql-writer.ts'
import { dayOf, relativeRange } from '../../../platform/entities/relative-date.ts'
import { formatDate, formatTime, translate } from '../../../platform/i18n/index.ts'
import type { JobDefinition, Work } from '../../../platform/jobs/job.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { customerScope } from './access.ts'

/** Whether I asked for the morning mail, and whether this installation can send one. */
export async function digestChoice(ctx: Context): Promise<{ wanted: boolean; possible: boolean }> {
  const found = await row<{ wanted: boolean }>(
    ctx.db,
    'select wanted from customers.digest where user_id = $1',
    [ctx.actor.id],
  )
  return { wanted: found?.wanted ?? false, possible: ctx.mailer.configured }
}

/** Asks for the morning mail or stops it; nobody gets it unasked. Who asks in the afternoon gets the first one tomorrow. */
export async function chooseDigest(ctx: Context, wanted: boolean): Promise<void> {
  const { timeZone } = ctx.actor
  await run(
    ctx.db,
    `insert into customers.digest as d (user_id, wanted, last_day) values ($1, $2, $3)
     on conflict (user_id) do update set wanted = excluded.wanted, last_day = coalesce(excluded.last_day, d.last_day)`,
    [ctx.actor.id, wanted, isMorning(ctx.now, timeZone) ? dayOf(ctx.now, timeZone) : null],
  )
}

const morning = 7

/** Whether seven o'clock has struck where this person is. */
function isMorning(now: Date, timeZone: string): boolean {
  const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(now)
  return Number(hour) >= morning
}

/** Every hour: those for whom it is morning and who have not had today's mail. */
export const digestJob: JobDefinition = {
  queue: 'customers.digest',
  schedule: '0 * * * *',
  run: async work => {
    const wanting = await work.step({ actor: work.system }, async ctx =>
      ctx.mailer.configured
        ? rows<{ id: string; email: string }>(
            ctx.db,
            'select u.id, u.email from customers.digest d join staff.v_user u on u.id = d.user_id where d.wanted and u.active',
          )
        : [],
    )
    for (const { id, email } of wanting) {
      // One person whose mail cannot be written does not cost the others theirs.
      await sendDigest(work, { id, email }).catch((err: unknown) =>
        work.log.error({ err, user: id }, 'A morning mail could not be written.'),
      )
    }
  },
}

async function sendDigest(work: Work, { id, email }: { id: string; email: string }): Promise<void> {
  const actor = await work.actorOf(id, 'automation')
  if (!actor?.permissions.has('customers.read')) return
  // Marked and committed before it is sent: a mail that comes twice is worse than one that a dying mail server lost.
  const mail = await work.step({ actor }, ctx => todaysDigest(ctx, email))
  if (!mail) return
  const outcome = await work.outside({ actor }, ctx => ctx.mailer.send(mail))
  if (!outcome.sent) work.log.warn({ user: id, ...outcome }, 'A morning mail was not sent.')
}

/**
 * The actor's mail of today in his language, or null where it is not yet morning, he has had it, or nothing is due.
 * It is given out once a day: whoever asks second, also at the same time, gets null.
 */
export async function todaysDigest(ctx: Context, email: string): Promise<Mail | null> {
  const { id, timeZone } = ctx.actor
  if (!isMorning(ctx.now, timeZone)) return null
  const mine = await row(
    ctx.db,
    `update customers.digest set last_day = $2 where user_id = $1 and wanted and (last_day is null or last_day < $2) returning user_id`,
    [id, dayOf(ctx.now, timeZone)],
  )
  if (!mine) return null
  const due = await tasksDue(ctx)
  return due.length > 0 ? { to: email, ...written(ctx, due) } : null
}

type Due = { title: string; customer: string; dueAt: Date; late: boolean; all: number }

const mostShown = 30

/** The actor's open tasks until the end of his day, the oldest first, of customers he may see. */
function tasksDue(ctx: Context): Promise<Due[]> {
  const sql = sqlWriter()
  const today = relativeRange('today', ctx.now, ctx.actor.timeZone)
  const text = `select k.title, t.name as customer, k.due_at as "dueAt",
      k.due_at < ${sql.bind(today?.from, 'timestamptz')} as late, count(*) over ()::int as "all"
    from customers.task k join customers.customer t on t.id = k.customer_id
    where k.assignee_id = ${sql.bind(ctx.actor.id, 'uuid')} and k.completed_at is null
      and k.due_at < ${sql.bind(today?.to, 'timestamptz')} and ${customerScope(ctx, { alias: 't', sql })}
    order by k.due_at, k.id limit ${mostShown}`
  return rows<Due>(ctx.db, text, sql.values)
}

function written(ctx: Context, due: readonly Due[]): Pick<Mail, 'subject' | 'text'> {
  const { locale, timeZone } = ctx.actor
  const t = (key: string, params?: Record<string, string | number>) => translate(locale, key, params)
  const part = (title: string, tasks: readonly Due[], when: (at: Date) => string) =>
    tasks.length === 0
      ? []
      : ['', title, ...tasks.map(one => `• ${when(one.dueAt)}: ${one.title} – ${one.customer}`)]
  const all = due[0]?.all ?? 0
  return {
    subject: t('customers.digest.subject', { count: all }),
    text: [
      t('customers.digest.greeting', { name: ctx.actor.name }),
      ...part(
        t('customers.digest.late'),
        due.filter(task => task.late),
        at => formatDate(at, { locale, timeZone }),
      ),
      ...part(
        t('customers.digest.today'),
        due.filter(task => !task.late),
        at => formatTime(at, { locale, timeZone }),
      ),
      ...(all > due.length ? ['', t('customers.digest.more', { count: all - due.length })] : []),
      '',
      t('customers.digest.stop'),
    ].join('\n'),
  }
}
