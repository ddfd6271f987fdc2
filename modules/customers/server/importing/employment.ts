import type { PoolClient } from 'pg'
import type { Actor } from '../../../../platform/access/actor.ts'
import type { Change } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { sortKey } from '../../../../platform/search/fold.ts'
import { copyInto, copyLine } from '../../../../platform/transfer/copy.ts'
import type { Found, Remark, Tie, Ties } from '../../../../platform/transfer/target.ts'
import { nameColumns } from '../names.ts'
import { mayChange } from './finding.ts'
import type { Existing, Incoming } from './record.ts'

/** The organisations that a column of employers names, and who works there. */
export function employment(actor: Actor, unitId: string): Ties<Incoming, Existing> {
  return {
    entity: 'relationship',
    named: ({ employer, columns }) =>
      employer && columns.kind === 'person' ? keyOf(employer) || null : null,
    nameOf: ({ columns }) => (columns.kind === 'organisation' ? (columns.sort_name as string) : null),
    find: (client, names) => findOrganisations(client, { names, actor }),
    make: ({ employer }) => organisation(employer as string, { actor, unitId }),
    tiedTo: employersOf,
  }
}

/** Told where a row is an organisation and names another one as its employer, which is kept nowhere. */
export function misplacedEmployer({ employer, columns }: Incoming): Remark | null {
  if (!employer || columns.kind === 'person' || keyOf(employer) === columns.sort_name) return null
  const message = `only persons have an employer; “${employer.slice(0, 60)}” was left out.`
  return { code: 'customers.employer-left-out', message, field: 'employer' }
}

/** As organisations are compared: two spellings that differ in case or accents are one. */
export function keyOf(employer: string): string {
  return sortKey(employer)
}

function organisation(name: string, { actor, unitId }: { actor: Actor; unitId: string }): Incoming {
  const scope = actor.scopes.get('customer')
  // Who sees only what he or his team looks after would not find it again.
  const owner = scope === 'own' || scope === 'team' ? { owner_id: actor.id } : {}
  const names = nameColumns({ kind: 'organisation', name })
  const columns = { kind: 'organisation', unit_id: unitId, ...owner, ...names }
  return { id: newId(), name, columns, points: [], tags: null, custom: null, employer: null }
}

type OrganisationRow = Found & { unit_id: string; owner_id: string | null }

/** Organisations outside the actor's rows are for him as if they were not there. */
async function findOrganisations(
  client: PoolClient,
  { names, actor }: { names: readonly string[]; actor: Actor },
): Promise<Found[]> {
  const { rows } = await client.query<OrganisationRow>(
    `select t.sort_name as key, t.id, t.unit_id, t.owner_id from customers.customer t
     where t.sort_name = any($1::text[]) and t.kind = 'organisation' and t.merged_into is null
     union all
     select t.sort_name, r.id, r.unit_id, r.owner_id from customers.customer t join customers.customer r on r.id = t.merged_into
     where t.sort_name = any($1::text[]) and t.kind = 'organisation' and t.merged_into is not null`,
    [names],
  )
  return rows.filter(row => mayChange(row, actor))
}

async function employersOf(
  client: PoolClient,
  ids: readonly string[],
): Promise<{ id: string; otherId: string }[]> {
  const { rows } = await client.query<{ id: string; otherId: string }>(
    `select customer_id as id, other_id as "otherId" from customers.relationship
     where customer_id = any($1::uuid[]) and kind = 'employment' and role = 'employer'
       and (to_date is null or to_date >= current_date)`,
    [ids],
  )
  return rows
}

/** Stores each employment under both sides, as `relate` does; answers the history of those that were there before. */
export async function storeEmployments(
  client: PoolClient,
  { ties, created }: { ties: readonly Tie<Incoming>[]; created: readonly Incoming[] },
): Promise<Change[]> {
  if (ties.length === 0) return []
  const fresh = new Set(created.map(({ id }) => id))
  const lines: string[] = []
  const changes: Change[] = []
  for (const { id, otherId, row } of ties) {
    const recordId = newId()
    const title = row.columns.job_title as string | null | undefined
    lines.push(copyLine([id, recordId, otherId, 'employment', 'employer', title]))
    lines.push(copyLine([otherId, recordId, id, 'employment', 'employee', title]))
    for (const rootId of [id, otherId])
      if (!fresh.has(rootId)) changes.push({ entity: 'relationship', rootId, recordId, action: 'created' })
  }
  await copyInto(client, 'customers.relationship (customer_id, id, other_id, kind, role, title)', lines)
  return changes
}
