import type { ImportTarget } from '../../../../platform/transfer/target.ts'
import { customerImport } from '../importing.ts'

/** The import of customers whose chunks from the `nth` on wait for `go` before they write: for tests that come between. */
export function heldFrom(nth: number, go: Promise<void>): ImportTarget {
  let chunks = 0
  return {
    ...customerImport,
    open: async setup => {
      const work = await customerImport.open(setup)
      return {
        ...work,
        write: async (client, chunk) => {
          if (++chunks >= nth) await go
          return work.write(client, chunk)
        },
      }
    },
  }
}
