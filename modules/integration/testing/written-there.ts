import type { TestApp } from '../../../app/testing.ts'
import { run } from '../../../platform/database/statement.ts'
import { workOf } from '../../../platform/jobs/work.ts'
import { customersContract, type NewCustomer } from '../../customers/contract.ts'
import { type SendingLimits, send } from '../server/operations/sending.ts'
import { usualPatience } from '../server/operations/delivering.ts'
import { closeSystems } from '../server/systems/opened.ts'
import { fieldRule, joinedObject, joinedSystem, recordThere } from './joined.ts'
import { type DisturbedPostgres, disturbedPostgres } from './systems/disturbed.ts'

/** A write there, as the other system itself has noted it. */
export type NotedWrite = { no: number; town: string | null; tel: string | null }

/** A real second database whose own trigger notes every write, behind a proxy that does harm, joined for writing. */
export type WrittenThere = Pick<DisturbedPostgres, 'proxy' | 'other' | 'there'> & {
  system: string
  object: string
  /** A customer here who is a record there; answers its id and its number there. */
  customer: (body?: Partial<NewCustomer>) => Promise<{ id: string; no: number }>
  /** What has been written of a record there, in its order. */
  writes: (no: number) => Promise<NotedWrite[]>
  /** Begins to send as a worker does; the answer stops it and waits for what is on its way. */
  sending: (limits?: Partial<SendingLimits>) => () => Promise<void>
  remove: () => Promise<void>
}

const schema = `
  create table account (no int primary key, name text not null, town varchar(20) check (town <> 'Nowhere'), tel text, staff int);
  create table noted (id bigserial primary key, no int not null, town text, tel text);
  create function note() returns trigger language plpgsql as $$ begin
    if new is distinct from old then insert into noted (no, town, tel) values (new.no, new.town, new.tel); end if;
    return new; end $$;
  create trigger noting after update on account for each row execute function note();`

const columns = ['no', 'name', 'town', 'tel', 'staff'] as const

/** Starts it and joins it to the product. `limits` are columns of the system's row. */
export async function writtenThere(
  app: TestApp,
  { limits = {} }: { limits?: Record<string, unknown> } = {},
): Promise<WrittenThere> {
  const { settings, password, remove, ...disturbed } = await disturbedPostgres(schema)
  const { there } = disturbed
  const system = await joinedSystem(app, { kind: 'postgres', settings: { ...settings, password }, limits })
  const object = await joinedObject(app, {
    system,
    name: 'account',
    mapping: [fieldRule('name', 'name'), fieldRule('town', 'city'), fieldRule('tel', 'phone')],
    shape: {
      space: 'public',
      key: ['no'],
      fields: columns.map(name => ({
        name,
        kind: name === 'no' || name === 'staff' ? ('integer' as const) : ('text' as const),
        optional: name !== 'no' && name !== 'name',
      })),
    },
  })
  let count = 0
  const customer: WrittenThere['customer'] = async body => {
    const no = ++count
    const given = { name: `Account ${no}`, city: 'Oslo', ...body }
    const { id } = await app.people.administrator.call(customersContract.create, { body: given })
    const values = { no, name: given.name, town: given.city, tel: null, staff: null }
    await there.query('insert into account (no, name, town) values ($1, $2, $3)', [
      no,
      given.name,
      given.city,
    ])
    await recordThere(app, {
      object,
      key: String(no),
      values,
      customer: id,
      seenAt: new Date(Date.now() - 1000),
    })
    return { id, no }
  }
  return {
    system,
    object,
    ...disturbed,
    customer,
    writes: async no =>
      (await there.query<NotedWrite>('select no, town, tel from noted where no = $1 order by id', [no])).rows,
    sending: given => startSending(app, given),
    remove: async () => {
      await closeSystems(system)
      await remove()
    },
  }
}

/** A worker that sends what is wanted until it is told to stop. */
export function startSending(app: TestApp, given: Partial<SendingLimits> = {}): () => Promise<void> {
  const stop = new AbortController()
  const ended = send(workOf(app.kernel, stop.signal), { lease: 60, patience: usualPatience, ...given })
  return async () => {
    stop.abort()
    await ended
  }
}

/** As if the lease of everything that is on its way were over. */
export async function leasesOver(app: TestApp): Promise<void> {
  await run(
    app.database.db,
    `update integration.operation set due_at = now() where state in ('sent', 'pending')`,
  )
}
