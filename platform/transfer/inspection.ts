import type { PoolClient } from 'pg'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../context.ts'
import type { EntityCatalogue } from '../entities/catalogue.ts'

/** What an inspector knows of an import. */
export type InspectionSetup = {
  db: Db
  actor: Actor
  catalogue: EntityCatalogue
  now: Date
  /** Keys of the fields that some column fills. */
  mapped: ReadonlySet<string>
}

/** A record as it is about to be stored: its columns by name, and whether the import makes it or changes it. */
export type InspectedRow = { id: string; fresh: boolean; columns: Record<string, unknown> }

/** What is to be said of a record. A refusal keeps its rows out; a remark is counted by code and field. */
export type Objection = {
  id: string
  refuses: boolean
  code: string
  message: string
  field: string
  params: Record<string, unknown>
}

/**
 * Looks at the records of an import before they are stored, in a check as well as in earnest, a set at a time and in the
 * transaction of the chunk. A module registers one for entities of its own or of modules before it.
 */
export type Inspection = {
  entity: string
  open: (
    setup: InspectionSetup,
  ) => Promise<((client: PoolClient, rows: readonly InspectedRow[]) => Promise<Objection[]>) | null>
}
