import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type OtherPostgres, startOtherPostgres } from '../../modules/integration/testing/systems/postgres.ts'
import { httpConnection } from '../http-client.ts'
import { percentiles } from '../measure.ts'
import { openProduct } from '../product.ts'
import { inShort, type Line } from '../report.ts'
import { createKey, startServer } from '../server.ts'
import { noteTowns, openDebtors } from './debtors.ts'
import { joinDatabase, type JoinedDatabase } from './joined-database.ts'

export type FollowingSizes = {
  customers: number
  documents: number
  seconds: number
  perSecond: number
  queued: number
}

type Following = {
  sizes: FollowingSizes
  /** Our database and theirs. */
  ours: pg.Client
  there: pg.Pool
  other: OtherPostgres
  joined: JoinedDatabase
  address: URL
  key: string
}

/**
 * A database of somebody else that is read for the first time, followed while it changes, and away while much is wanted there; on a
 * product of its own, which is empty before.
 */
export async function followingADatabase(
  sizes: FollowingSizes,
  say: (line: string) => void,
): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-bench-following-'))
  const other = await startOtherPostgres({ fsync: 'on', max_connections: 40 })
  const there = await openDebtors(other.url, { ...sizes, connections: 16 })
  try {
    const server = await startServer(folder, { networks: '127.0.0.0/8' })
    try {
      const key = await createKey(folder, Number(server.address.port), 'administrator')
      const product = await openProduct(folder, key)
      const ours = new pg.Client({ connectionString: product.url })
      await ours.connect()
      try {
        const joined = await joinDatabase(ours, other.url)
        const following = { sizes, ours, there, other, joined, address: server.address, key }
        const lines: Line[] = []
        for (const part of [firstReading, changesArrive, writesDrain])
          for (const line of await part(following)) {
            say(inShort(line))
            lines.push(line)
          }
        return lines
      } finally {
        await ours.end()
        await product.close()
      }
    } finally {
      await server.stop()
    }
  } finally {
    await there.end()
    await other.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function firstReading({ ours, there, joined, sizes }: Following): Promise<Line[]> {
  const seconds = async (object: string) => {
    for (;;) {
      const { rows } = await ours.query<{ seconds: number; read: number; failure: string | null }>(
        `select extract(epoch from ended_at - begun_at)::float8 as seconds, read::int, failure from integration.load
         where object_id = $1 and ended_at is not null`,
        [object],
      )
      const [load] = rows
      if (load?.failure) throw new Error(`The reading failed: ${load.failure}`)
      if (load) return load
      await sleep(100)
    }
  }
  const customers = await seconds(joined.debtor)
  const documents = await seconds(joined.bill)
  if (customers.read !== sizes.customers || documents.read !== sizes.documents)
    throw new Error('Not all records were read.')
  const raw = await bareReading({ ours, there, joined })
  const all = (customers.read + documents.read) / (customers.seconds + documents.seconds)
  const line = (
    work: string,
    { read, seconds }: { read: number; seconds: number },
    rest: Partial<Line>,
  ): Line => ({
    work,
    limit: '',
    rate: read / seconds,
    within: null,
    ...rest,
  })
  return [
    line(`first reading of ${customers.read} customers`, customers, {}),
    line(`first reading of ${documents.read} documents`, documents, { raw }),
    {
      work: 'first reading, all of it',
      limit: '≥ 5,000 rows/s',
      rate: all,
      within: all >= 5000,
    },
  ]
}

/** The documents read by keys and put into a table of the same shape, and nothing else: rows per second. */
async function bareReading({
  ours,
  there,
  joined,
}: Pick<Following, 'ours' | 'there' | 'joined'>): Promise<number> {
  await ours.query('create temp table bare (like integration.mirror including indexes)')
  const begun = performance.now()
  let after = 0
  let count = 0
  for (;;) {
    const { rows } = await there.query<{ id: number }>(
      'select * from bill where id > $1 order by id limit 1000',
      [after],
    )
    const last = rows.at(-1)
    if (!last) break
    after = last.id
    count += rows.length
    await ours.query(
      `insert into bare (object_id, key, parent_key, values, seen_at, changed_at)
       select $1, v ->> 'id', v ->> 'debtor', v, now(), now() from jsonb_array_elements($2::jsonb) v`,
      [joined.bill, JSON.stringify(rows)],
    )
  }
  return count / ((performance.now() - begun) / 1000)
}

/** Changes of single records over there, each a transaction of its own; how long until our copy and the customer have them. */
async function changesArrive({ ours, there, joined, sizes }: Following): Promise<Line[]> {
  const { seconds, perSecond, customers } = sizes
  const lags: number[] = []
  const waiting = new Map<string, { at: number; turn: number }>()
  let over = false
  const looking = (async () => {
    while (!over || waiting.size > 0) {
      const { rows } = await ours.query<{ key: string; turn: number }>(
        `select key, (values ->> 'changed')::int as turn from integration.mirror where object_id = $1 and key = any($2::text[])`,
        [joined.debtor, [...waiting.keys()]],
      )
      for (const { key, turn } of rows) {
        const one = waiting.get(key)
        if (!one || one.turn !== turn) continue
        lags.push(performance.now() - one.at)
        waiting.delete(key)
      }
      await sleep(3)
    }
  })()
  const begun = performance.now()
  const writes: Promise<void>[] = []
  for (let turn = 1; turn <= seconds * perSecond; turn++) {
    const wait = begun + (turn / perSecond) * 1000 - performance.now()
    if (wait > 1) await sleep(wait)
    const key = ((turn * 7919) % customers) + 1
    writes.push(
      there
        .query('update debtor set town = $2, changed = $3 where no = $1', [key, `Town of ${turn}`, turn])
        .then(() => {
          waiting.set(String(key), { at: performance.now(), turn })
        }),
    )
  }
  await Promise.all(writes)
  const written = (performance.now() - begun) / 1000
  over = true
  await looking
  const { p50, p95, p99 } = percentiles(Float64Array.from(lags))
  return [
    {
      work: 'change over there until it is seen here',
      limit: `p95 ≤ 500 ms at ${perSecond}/s`,
      p50,
      p95,
      p99,
      within: p95 <= 500,
      note: `${lags.length} changes, ${Math.round(writes.length / written)}/s`,
    },
  ]
}

/** The other system is away while a field of many customers is changed at once; then it is back. */
async function writesDrain({ ours, there, other, joined, sizes, address, key }: Following): Promise<Line[]> {
  await noteTowns(there)
  await other.stop()
  const connection = await httpConnection(address, key)
  const { rows } = await ours.query<{ id: string }>(
    'select record_id as id from integration.crosswalk where object_id = $1 order by record_id limit $2',
    [joined.debtor, sizes.queued],
  )
  const ids = rows.map(({ id }) => id)
  const begun = performance.now()
  for (let at = 0; at < ids.length; at += 1000) {
    const body = JSON.stringify({ ids: ids.slice(at, at + 1000), set: { city: 'Everywhere' } })
    const reply = await connection.send({ method: 'POST', path: '/api/v1/customers/bulk-changes', body })
    if (reply.status !== 200)
      throw new Error(`Changing many answered ${reply.status}: ${reply.body.slice(0, 300)}`)
  }
  connection.close()
  const accepted = (performance.now() - begun) / 1000
  const open = async () =>
    (
      await ours.query<{ state: string; n: number }>(
        `select state, count(*)::int as n from integration.operation group by 1`,
      )
    ).rows
  const queued = (await open()).reduce((all, { n }) => all + n, 0)
  await other.start()
  const back = performance.now()
  for (;;) {
    const states = await open()
    if (states.every(({ state }) => state !== 'pending' && state !== 'sent')) break
    await sleep(200)
  }
  const drained = (performance.now() - back) / 1000
  const { rows: found } = await there.query<{ written: number; twice: number; standing: number }>(
    `select count(*)::int as written, (count(*) - count(distinct no))::int as twice,
       (select count(*)::int from debtor where town = 'Everywhere') as standing from written where town = 'Everywhere'`,
  )
  const { written = 0, twice = 0, standing = 0 } = found[0] ?? {}
  const whole = queued === ids.length && standing === ids.length && written === ids.length && twice === 0
  return [
    {
      work: `${queued} writes queued while the other system is away`,
      limit: '',
      rate: queued / accepted,
      within: null,
    },
    {
      work: 'the same drained when it is back',
      limit: 'all there, none twice',
      rate: written / drained,
      within: whole,
      note: `${standing} stand there, ${twice} written twice`,
    },
  ]
}
