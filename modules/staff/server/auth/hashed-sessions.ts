import { createHash } from 'node:crypto'
import type { BetterAuthOptions } from 'better-auth'
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth/adapters'

/** How the session's token is kept in the database: SHA-256, base64url. */
export function hashSessionToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

type Row = Record<string, unknown>

/**
 * better-auth keeps session tokens as they are, so that whoever reads the database could go in as anyone. This lays
 * the hash between: tokens are hashed on their way into the database and given back as they were asked for.
 */
export function withHashedSessions(adapter: DBAdapter<BetterAuthOptions>): DBAdapter<BetterAuthOptions> {
  return {
    ...hashing(adapter),
    transaction: run => adapter.transaction(inner => run(hashing(inner))),
  } as DBAdapter<BetterAuthOptions>
}

function hashing(adapter: DBTransactionAdapter<BetterAuthOptions>): DBTransactionAdapter<BetterAuthOptions> {
  return {
    ...adapter,
    create: async data => {
      if (data.model !== 'session') return adapter.create(data)
      const token = (data.data as Row).token
      const row = await adapter.create({ ...data, data: { ...data.data, token: hashed(token) } })
      return { ...row, token } as never
    },
    findOne: async data => withToken(await adapter.findOne<Row>(hiding(data)), data) as never,
    update: async data => withToken(await adapter.update<Row>(hiding(data)), data) as never,
    consumeOne: async data => withToken(await adapter.consumeOne<Row>(hiding(data)), data) as never,
    findMany: data => adapter.findMany(hiding(data)),
    count: data => adapter.count(hiding(data)),
    updateMany: data => adapter.updateMany(hiding(data)),
    delete: data => adapter.delete(hiding(data)),
    deleteMany: data => adapter.deleteMany(hiding(data)),
  }
}

type Query = { model: string; where?: Where[] | undefined }

function hiding<Q extends Query>(query: Q): Q {
  if (query.model !== 'session' || !query.where) return query
  return {
    ...query,
    where: query.where.map(w => (w.field === 'token' ? { ...w, value: hashed(w.value) } : w)),
  }
}

function hashed(value: unknown): never {
  const one = (token: unknown) => (typeof token === 'string' ? hashSessionToken(token) : token)
  return (Array.isArray(value) ? value.map(one) : one(value)) as never
}

function withToken(row: Row | null, query: Query): Row | null {
  const asked = query.where?.find(w => w.field === 'token')?.value
  return row && query.model === 'session' && typeof asked === 'string' ? { ...row, token: asked } : row
}
