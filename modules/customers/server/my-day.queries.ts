import type { Context } from '../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../platform/database/sql-writer.ts'
import { rows } from '../../../platform/database/statement.ts'
import { customerScope } from './access.ts'

type AppointmentRow = {
  id: string
  customerId: string
  customerName: string
  kind: string
  title: string
  at: Date
  endsAt: Date | null
}
export type Appointment = Omit<AppointmentRow, 'at' | 'endsAt'> & { at: string; endsAt: string | null }
export type Seen = { id: string; name: string; kind: string; city: string | null }
export type MyDay = { appointments: Appointment[]; recent: Seen[] }

const mostAppointments = 20
/** A meeting that began less than this long ago still counts as coming: one looks up where to go. */
const lateness = '30 minutes'

/** My meetings and visits of the next two weeks, and those of the given customers that I may see, in their order. */
export async function myDay(ctx: Context, recentIds: readonly string[]): Promise<MyDay> {
  return {
    appointments: await comingAppointments(ctx),
    recent: recentIds.length > 0 ? await recent(ctx, recentIds) : [],
  }
}

/** My meetings and visits from one day until before another, in my time zone; a calendar shows them. */
export async function appointmentsBetween(
  ctx: Context,
  { from, until }: { from: string; until: string },
): Promise<Appointment[]> {
  return appointments(ctx, sql => {
    const zone = sql.bind(ctx.actor.timeZone)
    const midnight = (day: string) => `${sql.bind(day, 'date')}::timestamp at time zone ${zone}`
    return `e.at >= ${midnight(from)} and e.at < ${midnight(until)} order by e.at, e.id limit ${mostInCalendar}`
  })
}

const mostInCalendar = 500

function comingAppointments(ctx: Context): Promise<Appointment[]> {
  return appointments(ctx, sql => {
    const now = sql.bind(ctx.now, 'timestamptz')
    return `e.at > ${now} - interval '${lateness}' and e.at < ${now} + interval '14 days' order by e.at limit ${mostAppointments}`
  })
}

async function appointments(ctx: Context, when: (sql: SqlWriter) => string): Promise<Appointment[]> {
  const sql = sqlWriter()
  const found = await rows<AppointmentRow>(
    ctx.db,
    `select e.id, e.customer_id as "customerId", t.name as "customerName", e.kind, e.title, e.at, e.ends_at as "endsAt"
     from customers.timeline_entry e join customers.customer t on t.id = e.customer_id
     where e.actor_id = ${sql.bind(ctx.actor.id, 'uuid')} and e.kind in ('meeting', 'visit')
       and ${customerScope(ctx, { alias: 't', sql })} and ${when(sql)}`,
    sql.values,
  )
  return found.map(entry => ({
    ...entry,
    at: entry.at.toISOString(),
    endsAt: entry.endsAt?.toISOString() ?? null,
  }))
}

function recent(ctx: Context, ids: readonly string[]): Promise<Seen[]> {
  const sql = sqlWriter()
  const list = sql.bind(ids, 'uuid[]')
  return rows<Seen>(
    ctx.db,
    `select t.id, t.name, t.kind, t.city from customers.customer t
     where t.id = any(${list}) and t.merged_into is null and ${customerScope(ctx, { alias: 't', sql })} order by array_position(${list}, t.id)`,
    sql.values,
  )
}
