import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import { type Random, randomFrom } from '../../../../platform/random.ts'
import { feedMany } from '../../../customers/index.ts'
import { type OldSystem, systemName } from './filling.ts'
import type { OldCustomer } from './story.ts'

const day = 86_400_000

/** Accounts of the old billing system: the letters under which people and one program are known there. */
const accounts = {
  'Early shift': ['BU-ANH', 'BU-JOB', 'BU-LEH'],
  North: ['BU-MET', 'BU-LUS', 'BU-NRD'],
} as const
const program = 'NIGHTRUN'

/** How often something was changed past the CRM, week by week, the oldest first: it is getting better. */
const weekly = [21, 17, 12, 6]

export type Told = { system: OldSystem; customers: readonly OldCustomer[]; seed: number; today: Date }

/** What the people of the demo company did in the old billing system in the last four weeks, although they could have done it here. */
export async function tellPastTheCrm(ctx: Context, told: Told): Promise<void> {
  const { system, seed, today } = told
  const random = randomFrom(seed + 1)
  const customers = told.customers.filter(({ record, isOlder }) => record !== null && !isOlder)
  const changes = weekly.flatMap((count, week) =>
    Array.from({ length: count }, () => {
      const at = new Date(today.getTime() - ((weekly.length - 1 - week) * 7 + random.next() * 6 + 0.2) * day)
      return changeOf(random, { customer: random.pick(customers), at })
    }),
  )
  await run(
    ctx.db,
    `insert into integration.foreign_change (customer_id, id, system_id, object_id, key, batch_id, seen_at, at, by, fields, avoidable, before, after, double_at)
     select f.customer_id, f.id, $1, $2, f.key, $3, f.at + interval '9 seconds', f.at, f.by, f.fields, f.avoidable, f.before, f.after, f.double_at
     from jsonb_to_recordset($4::jsonb) f(customer_id uuid, id uuid, key text, at timestamptz, by text, fields text[], avoidable text[],
       before jsonb, after jsonb, double_at timestamptz)`,
    [system.systemId, system.customersId, ctx.batch.id, JSON.stringify(changes)],
  )
  await noteAccounts(ctx, system.systemId)
  await feedMany(
    ctx,
    changes.map(change => entryOf(change, system.systemId)),
  )
}

const former = (random: Random, text: string) => `${text.replace(/\d+\s*$/, '')}${random.between(1, 90)}`

function changeOf(random: Random, { customer, at }: { customer: OldCustomer; at: Date }) {
  const { street, phone, country } = customer.values
  const by = random.chance(0.12) ? program : random.pick(Object.values(accounts).flat())
  const field = by === program ? 'country' : random.chance(0.7) ? 'street' : 'phone'
  const before = { street: former(random, street), phone: null, country: null }[field]
  const isDouble = field !== 'country' && random.chance(0.15)
  return {
    id: newId(),
    customer_id: customer.record as string,
    key: customer.key,
    at: at.toISOString(),
    by,
    fields: [field],
    avoidable: field === 'country' ? [] : [field],
    before: { [field]: before },
    after: { [field]: { street, phone, country }[field] },
    double_at: isDouble ? new Date(at.getTime() + 3_600_000).toISOString() : null,
  }
}

type Change = ReturnType<typeof changeOf>

function entryOf({ id, customer_id: customerId, at, by, fields, before, after }: Change, systemId: string) {
  return {
    customerId,
    kind: 'changed-there',
    title: systemName,
    at: new Date(at),
    data: {
      systemId,
      system: systemName,
      by,
      at,
      gone: false,
      fields: fields.map(key => ({
        key,
        label: key,
        before: before[key] ?? null,
        after: after[key] ?? null,
      })),
    },
    about: { entity: 'foreign-change', id },
  }
}

async function noteAccounts(ctx: Context, systemId: string): Promise<void> {
  const teams = await rows<{ id: string; name: string }>(ctx.db, 'select id, name from staff.v_team')
  const teamOf = (name: string) => teams.find(team => team.name === name)?.id ?? null
  const people = Object.entries(accounts).flatMap(([team, names]) =>
    names.map(name => ({ name, team_id: teamOf(team), program_since: null })),
  )
  await run(
    ctx.db,
    `insert into integration.account (system_id, name, team_id, program_since, seen_at)
     select $1, a.name, a.team_id, a.program_since, $3 from jsonb_to_recordset($2::jsonb) a(name text, team_id uuid, program_since timestamptz)`,
    [
      systemId,
      JSON.stringify([...people, { name: program, team_id: null, program_since: ctx.now }]),
      ctx.now,
    ],
  )
}
