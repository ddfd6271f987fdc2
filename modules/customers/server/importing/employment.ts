import type { PoolClient } from 'pg'
import type { Actor } from '../../../../platform/access/actor.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { Change } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { sortKey } from '../../../../platform/search/fold.ts'
import { copyInto, copyLine } from '../../../../platform/transfer/copy.ts'
import type { Found, ImportSetup, Remark, Tie, Ties } from '../../../../platform/transfer/target.ts'
import { nameColumns } from '../names.ts'
import { mayChange } from './finding.ts'
import type { Existing, Incoming } from './record.ts'

/** The organisations that a column of employers names, and who works there. */
export async function employment(
  { actor, db }: Pick<ImportSetup, 'actor' | 'db'>,
  unitId: string,
): Promise<Ties<Incoming, Existing>> {
  // Asked once: before the table has statistics, each chunk would read all of it to find no merged organisation.
  const merged = await row(db, 'select 1 from customers.customer where merged_into is not null limit 1')
  const text = merged ? `${living} union all ${mergedAway}` : living
  return {
    entity: 'relationship',
    named: ({ employer, columns }) =>
      employer && columns.kind === 'person' ? keyOf(employer) || null : null,
    nameOf: ({ columns }) => (columns.kind === 'organisation' ? (columns.sort_name as string) : null),
    find: (client, names) => findOrganisations(client, { text, names, actor }),
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

const named = `t.sort_name = any($1::text[]) and t.kind = 'organisation'`
const living = `select t.sort_name as key, t.id, t.unit_id, t.owner_id from customers.customer t
  where ${named} and t.merged_into is null`
/** One that was merged stands for its root. */
const mergedAway = `select t.sort_name, r.id, r.unit_id, r.owner_id from customers.customer t
  join customers.customer r on r.id = t.merged_into where ${named} and t.merged_into is not null`

type OrganisationRow = Found & { unit_id: string; owner_id: string | null }

/** Organisations outside the actor's rows are for him as if they were not there. */
async function findOrganisations(
  client: PoolClient,
  { text, names, actor }: { text: string; names: readonly string[]; actor: Actor },
): Promise<Found[]> {
  const { rows } = await client.query<OrganisationRow>(text, [names])
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

/** What is stored, and the organisations that earlier chunks of the import have made. */
type Employments = { ties: readonly Tie<Incoming>[]; created: readonly Incoming[]; made: Set<string> }

/**
 * Stores each employment under both sides, as `relate` does; answers the history of those that were there before. What
 * the import itself has made needs none: it goes with its record.
 */
export async function storeEmployments(
  client: PoolClient,
  { ties, created, made }: Employments,
): Promise<Change[]> {
  if (ties.length === 0) return []
  const fresh = new Set(created.map(({ id }) => id))
  for (const { id, columns } of created) if (columns.kind === 'organisation') made.add(id)
  const lines: string[] = []
  const changes: Change[] = []
  for (const { id, otherId, row } of ties) {
    const recordId = newId()
    const title = row.columns.job_title as string | null | undefined
    lines.push(copyLine([id, recordId, otherId, 'employment', 'employer', title]))
    lines.push(copyLine([otherId, recordId, id, 'employment', 'employee', title]))
    for (const rootId of [id, otherId])
      if (!fresh.has(rootId) && !made.has(rootId))
        changes.push({ entity: 'relationship', rootId, recordId, action: 'created' })
  }
  await copyInto(client, 'customers.relationship (customer_id, id, other_id, kind, role, title)', lines)
  return changes
}
