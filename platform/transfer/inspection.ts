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
  importId: string
  /** A check: what is found is told, nothing is stored. */
  dryRun: boolean
  /** What is wanted of new records that may be ones that are there. */
  alike: 'keep' | 'skip' | 'refuse'
}

/**
 * A record as it is about to be stored: its columns by name, whether the import makes it or changes it, and the first row of
 * the file that led to it, as a spreadsheet numbers it (0 where rows only name it).
 */
export type InspectedRow = { id: string; fresh: boolean; row: number; columns: Record<string, unknown> }

/**
 * What is to be said of a record. A refusal keeps its rows out; one that is to be skipped counts as met, and what it met stays as
 * it is; a remark is counted by code and field.
 */
export type Objection = {
  id: string
  refuses: boolean
  skips?: boolean
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
