import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { createApiKey, invite } from '../modules/staff/index.ts'
import { readConfig } from '../platform/config.ts'
import type { Context } from '../platform/context.ts'
import { type TestDatabase, testDatabase } from '../platform/database/testing.ts'
import type { TestServer } from '../platform/database/testing-server.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { dispatchEvents } from '../platform/events/dispatch.ts'
import { standing } from '../platform/jobs/standing.ts'
import { workOf } from '../platform/jobs/work.ts'
import { allPermissions, contextFor, type Kernel, systemActor } from '../platform/kernel.ts'
import { type Composition, compose } from './compose.ts'
import { buildServer } from './serve.ts'
import { type Caller, callerWith } from './testing/caller.ts'
import { holdToContract } from './testing/hold-to-contract.ts'

export type { Caller, Sent } from './testing/caller.ts'

export const builtInRoles = ['administrator', 'manager', 'steward', 'agent', 'seller', 'reader'] as const
export type RoleName = (typeof builtInRoles)[number]

/** The real product in this process, on a database of its own, for one test file. */
export type TestApp = {
  server: FastifyInstance
  database: TestDatabase
  kernel: Kernel
  staff: Composition['staff']
  /** One person per built-in role. */
  people: Record<RoleName, Caller>
  /** Nobody: a request without credentials. */
  stranger: Caller
  /** Another person, who came by invitation as people do. */
  person: (role: string, options?: { name?: string; unitId?: string; teamId?: string }) => Promise<Caller>
  /** A program with an API key. */
  key: (role: string) => Promise<Caller>
  /** Runs as the product itself in one transaction, for what no endpoint does. */
  asSystem: <T>(act: (ctx: Context) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/**
 * Starts the product for a test file: call it in `beforeAll`, and `close` in `afterAll`. Every reply is checked against
 * the contract of its endpoint; one that does not keep it becomes a 500. With `worker` jobs and listeners run too. `outbound`: networks
 * that connections may go to (`127.0.0.1`).
 */
export async function testApp(
  options: { worker?: boolean; demo?: boolean; server?: TestServer; outbound?: string } = {},
): Promise<TestApp> {
  const { server: databaseServer } = options
  const database = await testDatabase({ max: 12, ...(databaseServer ? { server: databaseServer } : {}) })
  const dataFolder = mkdtempSync(join(tmpdir(), 'tessera-test-'))
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' })
  const config = readConfig({
    NODE_ENV: 'test',
    TESSERA_DEMO: options.demo ? '1' : '0',
    TESSERA_DATA: dataFolder,
    // Other systems of tests stand on this machine.
    TESSERA_OUTBOUND: options.outbound ?? '127.0.0.0/8',
    DATABASE_URL: database.url,
  })
  const open = { database, url: database.url, embedded: false }
  const worker = options.worker ?? false
  const composition = await compose({ config, log, open, address: 'http://127.0.0.1:4004', worker })
  const { kernel, staff } = composition
  const server = await buildServer(composition)
  holdToContract(server, kernel)
  await server.ready()
  const stopListeners = worker ? await dispatchEvents(kernel) : async () => undefined
  if (worker) await kernel.jobs.work(signal => workOf(kernel, signal))
  const stopStanding = worker ? standing(kernel, { worker }) : async () => undefined

  const enter = entrance(composition, server)
  const people = {} as Record<RoleName, Caller>
  for (const role of builtInRoles) people[role] = await enter.person(role)
  return {
    server,
    database,
    kernel,
    staff,
    people,
    stranger: callerWith(server, { id: '', headers: { 'sec-fetch-site': 'same-origin' } }),
    ...enter,
    asSystem: act => systemAct(kernel, act),
    close: async () => {
      await stopStanding()
      await stopListeners()
      await server.close()
      await composition.stop()
      await database.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

function systemAct<T>(kernel: Kernel, act: (ctx: Context) => Promise<T>): Promise<T> {
  const actor = systemActor(allPermissions(kernel.modules))
  return inTransaction(kernel.database.db, db => act(contextFor(kernel, { db, actor })))
}

/** The two ways in: people by invitation and sign-in, programs by key. */
function entrance({ kernel, staff }: Composition, server: FastifyInstance): Pick<TestApp, 'person' | 'key'> {
  let count = 0
  const person: TestApp['person'] = async (role, { name, unitId, teamId } = {}) => {
    const email = `${role}${++count}@firm.example`
    const invited = await systemAct(kernel, ctx =>
      invite(ctx, { email, role, unitId, teamId }, staff.installation),
    )
    const token = invited.path?.split('token=')[1] ?? ''
    const answer = await server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/invitation',
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: { token, name: name ?? email.split('@')[0], password: 'correct horse battery' },
    })
    const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const actor = await staff.access.authenticate({ cookie })
    if (!actor) throw new Error(`${email} could not enter: ${answer.body}`)
    return callerWith(server, { id: actor.id, headers: { cookie, 'sec-fetch-site': 'same-origin' } })
  }
  const key: TestApp['key'] = async role => {
    const made = await systemAct(kernel, ctx =>
      createApiKey(ctx, { name: `${role} key`, role }, staff.installation),
    )
    return callerWith(server, { id: made.id, headers: { authorization: `Bearer ${made.secret}` } })
  }
  return { person, key }
}
