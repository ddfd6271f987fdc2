import type { Caller, TestApp } from '../../../app/testing.ts'
import { customersContract } from '../../customers/contract.ts'
import { matchingContract, type Verdict } from '../contract.ts'
import { refreshKeys } from './keys/refresh.ts'
import { compareAgain } from './live/compare.ts'

export type PairIds = readonly [string, string]

const surnames = ['Brandvold', 'Quisling', 'Thorvaldsen', 'Wergeland', 'Zachariassen', 'Undseth', 'Ibsenius']
let count = 0

/** What the readers of the outbox do after a write. */
export function follow(app: TestApp, ids: readonly string[]): Promise<unknown> {
  return app.asSystem(async ctx => {
    await refreshKeys(ctx.db, ids)
    await compareAgain(ctx, ids)
  })
}

/** Two records of one invented person: the same mailbox and birth date, the name spelled otherwise. Smaller id first. */
export async function twins(
  app: TestApp,
  caller: Caller = app.people.steward,
  owner?: string,
): Promise<PairIds> {
  const [one, two] = await several(app, { of: 2, caller, owner })
  return [one as string, two as string]
}

/** So many records of one invented person, by the order of their ids. */
export async function several(
  app: TestApp,
  { of, caller = app.people.steward, owner }: { of: number; caller?: Caller; owner?: string | undefined },
): Promise<string[]> {
  const n = ++count
  const family = `${surnames[n % surnames.length] as string}${'abcdefghijklmnop'[n % 16]}`
  const ids: string[] = []
  for (let i = 0; i < of; i++) {
    const made = await caller.call(customersContract.create, {
      body: {
        givenName: i % 2 ? 'R.' : 'Ragnhild',
        familyName: family,
        email: `someone.${n}@mail${n}.example`,
        birthDate: `19${60 + (n % 30)}-0${1 + (n % 9)}-1${n % 10}`,
        ...(i === 0 ? { city: 'Molde' } : { phone: `+47 911 20 ${100 + n}` }),
        ...(owner ? { owner } : {}),
      },
    })
    ids.push(made.id)
  }
  await follow(app, ids)
  return ids.toSorted()
}

/** Whether a pair stands in the queue of somebody. */
export async function waitsFor(caller: Caller, [id, otherId]: PairIds): Promise<boolean> {
  const { items } = await caller.call(matchingContract.queue, { query: { customer: id, limit: 100 } })
  return items.some(item => item.id === id && item.otherId === otherId)
}

export type Said = { verdict: Verdict; reason?: string; instead?: string; keep?: Record<string, string> }

export function say(caller: Caller, [id, otherId]: PairIds, body: Said) {
  return caller.send(matchingContract.decide, { params: { id, otherId }, body })
}

/** The root under which a record is shown. */
export async function rootOf(app: TestApp, id: string): Promise<string | undefined> {
  const answer = await app.database.pool.query<{ root: string }>(
    'select coalesce(merged_into, id) as root from customers.customer where id = $1',
    [id],
  )
  return answer.rows[0]?.root
}
