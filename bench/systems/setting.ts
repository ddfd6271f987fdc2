import type pg from 'pg'
import type { HttpConnection } from '../http-client.ts'
import type { Product } from '../product.ts'
import type { SystemsBeside } from './beside.ts'
import type { JoinedSet } from './set.ts'

/** What every section of this benchmark works with: the running product, and systems of others beside it. */
export type Setting = {
  connection: HttpConnection
  product: Product
  raw: pg.Client
  beside: SystemsBeside
  joined: JoinedSet
  counts: { count: number; warm: number }
  quick: boolean
}
