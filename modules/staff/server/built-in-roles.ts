import type { Scope } from '../../../platform/access/actor.ts'

/** What a role may do: permission patterns (`tasks.*`, `*`) and how far they reach per entity (`*` = any other). */
export type RoleRights = {
  permissions: readonly string[]
  scopes: Readonly<Record<string, Exclude<Scope, 'none'>>>
}

type BuiltInRole = 'administrator' | 'manager' | 'steward' | 'agent' | 'seller' | 'reader'

/**
 * The roles every installation has. They are read from here and not from the database, so that a new version brings
 * the rights of its new modules with it. Their reasons stand in the module's README.
 */
const builtInRoles: Record<BuiltInRole, RoleRights> = {
  administrator: {
    permissions: ['*'],
    scopes: { '*': 'all' },
  },
  manager: {
    permissions: [
      'staff.read',
      'customers.read',
      'customers.write',
      'customers.delete',
      'customers.import',
      'customers.export',
      'customers.sensitive',
      'tasks.*',
      'timeline.*',
      'views.share',
      'history.read',
      'history.undo',
      'history.undo-any',
      'transfer.*',
      'health.read',
      'data-quality.read',
      'matching.read',
      'matching.decide',
      'integration.read',
      'sales.*',
    ],
    scopes: { '*': 'unit' },
  },
  steward: {
    permissions: [
      'staff.read',
      'customers.*',
      'tasks.*',
      'timeline.*',
      'views.share',
      'fields.manage',
      'history.*',
      'transfer.*',
      'health.read',
      'data-quality.*',
      'matching.*',
      'integration.read',
      'integration.operate',
      'sales.*',
    ],
    scopes: { '*': 'all' },
  },
  agent: {
    permissions: [
      'customers.read',
      'customers.write',
      'customers.sensitive',
      'tasks.*',
      'timeline.*',
      'history.read',
      'history.undo',
      'data-quality.read',
      'matching.read',
    ],
    // Anyone may call: an agent has to find every customer. What has an owner of its own is the team's.
    scopes: { customer: 'all', '*': 'team' },
  },
  seller: {
    permissions: [
      'customers.read',
      'customers.write',
      'customers.export',
      'tasks.*',
      'timeline.*',
      'history.read',
      'history.undo',
      'transfer.read',
      'data-quality.read',
      'matching.read',
      'sales.read',
      'sales.write',
      'sales.export',
    ],
    scopes: { '*': 'own' },
  },
  reader: {
    permissions: ['customers.read', 'tasks.read', 'timeline.read', 'history.read', 'sales.read'],
    scopes: { '*': 'all' },
  },
}

/** The role's rights when the key names a built-in role; an organisation's own roles have theirs in the database. */
export function builtInRole(key: string): RoleRights | undefined {
  return Object.hasOwn(builtInRoles, key) ? builtInRoles[key as BuiltInRole] : undefined
}
