import type { Db } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import { type Limits, usualLimits } from '../calls/limits.ts'
import type { RemoteObject, Settings } from '../connectors/port.ts'

/** An operational system as it is stored; `sealed` holds its secrets and goes nowhere but to `secretsOf`. */
export type StoredSystem = {
  id: string
  version: number
  name: string
  kind: string
  settings: Settings
  sealed: string | null
  limits: Partial<Limits>
  offSince: Date | null
  drillSince: Date | null
}

/** Who decides what is right where both say something else. */
export type Owner = 'theirs' | 'ours'
/** `mirrored`: our copy follows it; `cached`: our copy until it is too old; `live`: asked whenever it is shown. */
export type Mode = 'mirrored' | 'cached' | 'live'
/** Whether a change here goes there: at once, after somebody has agreed, never. */
export type MayWrite = 'yes' | 'request' | 'no'

/** What is done with one field of an object there. */
export type FieldRule = {
  /** Its name there. */
  field: string
  /** Key of the customer's field here; null where it is only shown. */
  target: string | null
  /** What it is called on the page; null: its name there. */
  label: string | null
  owner: Owner
  mode: Mode
  write: MayWrite
  /** Seconds after which a value counts as old. */
  freshness: number
}

/** What documents of a customer are, and which of their fields say what. */
export type DocumentRole = {
  kind: 'order' | 'invoice' | 'contract' | 'balance' | 'payment' | 'case' | 'other'
  title: string | null
  date: string | null
  amount: string | null
  currency: string | null
  state: string | null
}

/** A table, class or file there that is joined. */
export type JoinedObject = {
  id: string
  systemId: string
  version: number
  space: string
  name: string
  shape: RemoteObject
  role: 'customer' | 'document'
  document: DocumentRole | null
  parentId: string | null
  parentFields: string[] | null
  mapping: FieldRule[]
}

const systemColumns = `s.id, s.version, s.name, s.kind, s.settings, s.sealed, s.limits,
  s.off_since as "offSince", s.drill_since as "drillSince"`

const objectColumns = `o.id, o.system_id as "systemId", o.version, o.space, o.name, o.shape, o.role, o.document,
  o.parent_id as "parentId", o.parent_fields as "parentFields", o.mapping`

/** One system; throws `NotFound`. */
export async function systemOf(db: Db, id: string): Promise<StoredSystem> {
  const found = await row<StoredSystem>(
    db,
    `select ${systemColumns} from integration.system s where s.id = $1`,
    [id],
  )
  if (!found) throw new NotFound('system')
  return found
}

/** What is joined of a system, customers first, documents behind those they belong to. */
export function objectsOf(db: Db, systemId: string): Promise<JoinedObject[]> {
  return rows<JoinedObject>(
    db,
    `select ${objectColumns} from integration.object o where o.system_id = $1 order by o.role, o.parent_id is not null, o.name`,
    [systemId],
  )
}

/** One joined object; throws `NotFound`. */
export async function objectOf(db: Db, id: string): Promise<JoinedObject> {
  const found = await row<JoinedObject>(
    db,
    `select ${objectColumns} from integration.object o where o.id = $1`,
    [id],
  )
  if (!found) throw new NotFound('system-object')
  return found
}

/** Joined objects by their ids; those that are not there are left out. */
export async function objectsByIds(db: Db, ids: readonly string[]): Promise<Map<string, JoinedObject>> {
  const found = await rows<JoinedObject>(
    db,
    `select ${objectColumns} from integration.object o where o.id = any($1::uuid[])`,
    [ids],
  )
  return new Map(found.map(object => [object.id, object]))
}

/** How much is asked of the system: what was said for it, else as usual. */
export function limitsOf({ limits }: Pick<StoredSystem, 'limits'>): Limits {
  return { ...usualLimits, ...limits, timeout: { ...usualLimits.timeout, ...limits.timeout } }
}
