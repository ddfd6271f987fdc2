import pg from 'pg'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { type OtherPostgres, startOtherPostgres } from './postgres.ts'

/** A real second database behind a proxy that does harm. */
export type DisturbedPostgres = {
  other: OtherPostgres
  proxy: FaultProxy
  /** Not through the proxy. */
  there: pg.Pool
  /** How the product reaches it: through the proxy. */
  settings: { host: string; port: number; database: string; user: string }
  password: string
  remove: () => Promise<void>
}

/** Starts it and makes its tables. */
export async function disturbedPostgres(schema: string): Promise<DisturbedPostgres> {
  const other = await startOtherPostgres()
  const url = new URL(other.url)
  const proxy = await startFaultProxy({ port: Number(url.port), host: url.hostname })
  const there = new pg.Pool({ connectionString: other.url, max: 4 })
  there.on('error', () => {})
  await there.query(schema)
  return {
    other,
    proxy,
    there,
    settings: {
      host: '127.0.0.1',
      port: proxy.port,
      database: url.pathname.slice(1),
      user: url.username,
    },
    password: decodeURIComponent(url.password),
    remove: async () => {
      await there.end()
      await proxy.close()
      await other.remove()
    },
  }
}
