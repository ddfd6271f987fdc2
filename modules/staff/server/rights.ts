import type { Scope } from '../../../platform/access/actor.ts'
import type { RoleRights } from './built-in-roles.ts'

/** The permissions and entities that the modules of this installation have registered. */
export type Known = { permissions: readonly string[]; entities: readonly string[] }

/** Rights with every pattern written out. */
export type GrantedRights = { permissions: ReadonlySet<string>; scopes: ReadonlyMap<string, Scope> }

const width: Record<Scope, number> = { none: 0, own: 1, team: 2, unit: 3, all: 4 }

/** Several roles together: every permission any of them has, and per entity the widest scope. */
export function grant(roles: readonly RoleRights[], known: Known): GrantedRights {
  const permissions = new Set<string>()
  for (const pattern of roles.flatMap(role => role.permissions)) {
    for (const permission of known.permissions) if (covers(pattern, permission)) permissions.add(permission)
  }
  const scopes = new Map<string, Scope>()
  for (const entity of known.entities) {
    for (const role of roles) {
      const scope = role.scopes[entity] ?? role.scopes['*'] ?? 'none'
      if (scope !== 'none') scopes.set(entity, wider(scope, scopes.get(entity) ?? 'none'))
    }
  }
  return { permissions, scopes }
}

/** Whether everything the second may do, the first may do too, as far over the rows. */
export function atLeast(holder: GrantedRights, wanted: GrantedRights): boolean {
  for (const permission of wanted.permissions) if (!holder.permissions.has(permission)) return false
  for (const [entity, scope] of wanted.scopes) {
    if (width[holder.scopes.get(entity) ?? 'none'] < width[scope]) return false
  }
  return true
}

function covers(pattern: string, permission: string): boolean {
  if (pattern === '*') return true
  return pattern.endsWith('.*') ? permission.startsWith(pattern.slice(0, -1)) : pattern === permission
}

function wider(a: Scope, b: Scope): Scope {
  return width[a] >= width[b] ? a : b
}
