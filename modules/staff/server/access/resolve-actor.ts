import { LRUCache } from 'lru-cache'
import type { Access } from '../../../../platform/access/access.ts'
import type { Actor, Channel } from '../../../../platform/access/actor.ts'
import { builtInRole, type RoleRights } from '../built-in-roles.ts'
import { grant, type Known } from '../rights.ts'
import type { StaffDb } from '../tables.ts'
import { credentialOf, storedKey, storedSession } from './credential.ts'
import { type Identity, identityById, identityOfKey, identityOfSession } from './identity.queries.ts'

export type ActorResolver = Pick<Access, 'authenticate' | 'actorOf'> & {
  /** Drops what is cached about everybody; call it when the event `staff.access-changed` arrives. */
  forgetAccess: () => void
}

export type ResolverParts = {
  db: StaffDb
  cookieSecret: string
  https: boolean
  demo: boolean
  known: () => Known
}

const cachedMs = 10_000

/**
 * A change of access is announced inside its transaction. Who asks between the announcement and the commit still reads
 * the old state, which must not be cached: for this long nothing is.
 */
const uncachedMs = 2_000

/** Resolves credentials and ids to actors: from a cache of this process for up to 10 s, else by one SQL statement. */
export function actorResolver(parts: ResolverParts): ActorResolver {
  const cache = new LRUCache<string, Actor>({ max: 20_000, ttl: cachedMs })
  let uncachedUntil = 0
  const cached = async (key: string, channel: Channel, read: () => Promise<Identity | undefined>) => {
    const found = cache.get(key)
    if (found) return found
    const identity = await read()
    if (!identity) return null
    const actor = toActor(identity, channel, parts)
    if (performance.now() >= uncachedUntil) cache.set(key, actor)
    return actor
  }
  return {
    authenticate: async credentials => {
      const credential = credentialOf(credentials, parts.https)
      if (!credential) return null
      return cached(credential.digest, credential.kind === 'key' ? 'api' : 'screen', async () => {
        if (credential.kind === 'key') return identityOfKey(parts.db, storedKey(credential))
        const tokenHash = storedSession(credential, parts.cookieSecret)
        return tokenHash === null ? undefined : identityOfSession(parts.db, tokenHash)
      })
    },
    actorOf: (id, channel) => cached(`${channel}:${id}`, channel, () => identityById(parts.db, id)),
    forgetAccess: () => {
      uncachedUntil = performance.now() + uncachedMs
      cache.clear()
    },
  }
}

function toActor(identity: Identity, channel: Channel, { known, demo }: ResolverParts): Actor {
  const seenAs = demo ? identity.demo_role : null
  const rights = seenAs === null ? identity.roles.map(rightsOf) : [builtInRole(seenAs) ?? nothing]
  const { permissions, scopes } = grant(rights, known())
  return {
    id: identity.id,
    kind: identity.kind,
    ...(identity.session && { session: identity.session }),
    name: identity.name,
    channel,
    roles: seenAs === null ? identity.roles.map(role => role.key) : [seenAs],
    // Who looks through another role must be able to come back.
    permissions: seenAs === null ? permissions : new Set([...permissions, 'demo.switch']),
    scopes,
    teamMates: identity.team_mates,
    units: identity.units,
    locale: identity.locale,
    timeZone: identity.time_zone,
  }
}

const nothing: RoleRights = { permissions: [], scopes: {} }

function rightsOf(role: Identity['roles'][number]): RoleRights {
  return (role.builtIn && builtInRole(role.key)) || role
}
