import { pino } from 'pino'
import type { Actor } from '../../../platform/access/actor.ts'
import { type Context, type Db, tables } from '../../../platform/context.ts'
import { type TestDatabase, testDatabase } from '../../../platform/database/testing.ts'
import { entityCatalogue } from '../../../platform/entities/catalogue.ts'
import type { Event } from '../../../platform/events/event.ts'
import { emitter } from '../../../platform/events/outbox.ts'
import { newBatch } from '../../../platform/history/batch.ts'
import { systemActor } from '../../../platform/kernel.ts'
import type { Mail, Mailer, MailOutcome } from '../../../platform/mail/mail.ts'
import { openStaff, type Staff } from './staff.ts'
import type { StaffDb, StaffTables } from './tables.ts'

/** An installation for one test file, with everything that is needed to call the module as the HTTP layer does. */
export type TestStaff = {
  database: TestDatabase
  db: StaffDb
  staff: Staff
  /** Mails that were sent, the newest last. */
  mails: Mail[]
  /** Runs as this actor in a transaction of its own, as a write request does. */
  as: <T>(actor: Actor, act: (ctx: Context) => Promise<T>) => Promise<T>
  system: Actor
}

export const testKnown = {
  permissions: [
    'staff.read',
    'staff.manage',
    'keys.manage',
    'demo.switch',
    'customers.read',
    'customers.write',
    'customers.delete',
    'customers.export',
    'tasks.read',
    'tasks.write',
    'history.read',
    'history.undo',
  ],
  entities: ['customer', 'task'],
}

/** Opens the module on a fresh database. `mail` is what the mail server answers; by default none is configured. */
export async function testStaff(
  options: { publicUrl?: string; demo?: boolean; mail?: MailOutcome; max?: number } = {},
): Promise<TestStaff> {
  const database = await testDatabase({ max: options.max ?? 10 })
  const mails: Mail[] = []
  const mailer: Mailer = {
    configured: options.mail !== undefined,
    send: async mail => {
      if (options.mail?.sent) mails.push(mail)
      return options.mail ?? { sent: false, reason: 'not-configured' }
    },
    close: () => undefined,
  }
  const staff = await openStaff({
    db: database.db,
    publicUrl: options.publicUrl ?? null,
    address: 'http://127.0.0.1:4004',
    demo: options.demo ?? false,
    known: () => testKnown,
    mailer,
    log: pino({ level: 'silent' }),
  })
  const catalogue = await entityCatalogue(database.db, [])
  const contextOf = (db: Db, actor: Actor): Context => {
    const ctx = {
      db,
      actor,
      now: new Date(),
      locale: actor.locale,
      batch: newBatch('staff.act.test'),
      catalogue,
      mailer,
      log: pino({ level: 'silent' }),
      emit: (event: Event) => emit(event),
      enqueue: async () => undefined,
    } as Partial<Context> as Context
    const emit = emitter(ctx, staff.module.listeners ?? [])
    return ctx
  }
  return {
    database,
    db: tables<StaffTables>(database),
    staff,
    mails,
    as: (actor, act) => database.db.transaction().execute(trx => act(contextOf(trx, actor))),
    system: systemActor(testKnown.permissions),
  }
}

/** The answer to a POST below `/api/auth`, sent as a page of ours would. */
export async function authPost(
  staff: Staff,
  path: string,
  request: { body?: unknown; cookie?: string; address?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; cookie: string; setCookie: string[]; problem: Record<string, unknown> }> {
  const response = await staff.handleAuth(
    new Request(`http://127.0.0.1:4004/api/auth${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        ...(request.cookie !== undefined && { cookie: request.cookie }),
        ...request.headers,
      },
      body: JSON.stringify(request.body ?? {}),
    }),
    { address: request.address ?? '203.0.113.7' },
  )
  const setCookie = response.headers.getSetCookie()
  const text = await response.text()
  return {
    status: response.status,
    cookie: setCookie.map(cookie => cookie.split(';')[0]).join('; '),
    setCookie,
    problem: text ? (JSON.parse(text) as Record<string, unknown>) : {},
  }
}

/** Adds a person by invitation, as people come, and answers who they are and the cookie of their session. */
export async function newPerson(
  { staff, as, system }: TestStaff,
  person: { email: string; role: string; name?: string; password?: string },
): Promise<{ actor: Actor; cookie: string; password: string }> {
  const { invite } = await import('./invitations.ts')
  const { email, role } = person
  const invited = await as(system, ctx => invite(ctx, { email, role }, staff.installation))
  const token = invited.path?.split('token=')[1] ?? ''
  const password = person.password ?? 'correct horse battery'
  const { cookie } = await authPost(staff, '/sign-in/invitation', {
    body: { token, name: person.name ?? email.split('@')[0], password },
  })
  const actor = await staff.access.authenticate({ cookie })
  if (!actor) throw new Error(`${email} could not be added.`)
  return { actor, cookie, password }
}
