import type { Known } from './rights.ts'
import type { StaffDb } from './tables.ts'

/** What the module needs to know of the process it runs in; made once at start. */
export type Installation = {
  /** The pool: for what must not be rolled back with a request (counting attempts) or has no request (signing in). */
  db: StaffDb
  /** Where people reach this installation, without a slash at the end; links in mails begin with it. */
  address: string
  /** Whether this is the demo company, where the role can be switched. */
  demo: boolean
  known: () => Known
  /** Drops what this process has cached about who may do what. */
  forgetAccess: () => void
}
