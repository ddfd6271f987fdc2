/** How far a permission reaches over the rows of one entity. */
export type Scope = 'none' | 'own' | 'team' | 'unit' | 'all'

/** The unit of records and people that belong to none: an installation without business units is one unit. */
export const noUnit = '00000000-0000-7000-8000-000000000000'

/** The business units whose records an actor with the scope `unit` sees; the first is where he makes new ones. */
export function unitsOf({ units }: Pick<Actor, 'units'>): readonly string[] {
  return units.length > 0 ? units : [noUnit]
}

/** From where a write comes; history keeps it. */
export type Channel = 'screen' | 'api' | 'import' | 'automation' | 'command-line' | 'system'

/**
 * Who acts. Resolved once per request from a session or an API key and cached for seconds; permissions and the ids
 * that row scopes need are already in it, so no check costs a query.
 */
export type Actor = {
  /** User id; an API key and the system have ids too, so every write has an author. */
  id: string
  kind: 'user' | 'key' | 'system' | 'stranger'
  /** Id of the session a user came by. */
  session?: string
  name: string
  channel: Channel
  roles: readonly string[]
  permissions: ReadonlySet<string>
  /** Row scope per entity name; an entity that is absent has scope `none`. */
  scopes: ReadonlyMap<string, Scope>
  /** Users that share a team with the actor, the actor included. */
  teamMates: readonly string[]
  /** Business units of the actor. */
  units: readonly string[]
  locale: string
  timeZone: string
}
