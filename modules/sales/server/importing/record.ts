/** A closure as a file tells it. */
export type Ending = { outcome: 'won' | 'lost'; at: Date; reasonId: string | null; note: string | null }

/** Columns of `sales.opportunity` by name; only what the row says. */
export type Columns = Record<string, unknown>

/** An opportunity as a row of a file gives it. */
export type Incoming = {
  id: string
  /** The customer as the row names him: a number, an id of another system or a name. */
  names: string | null
  /** Whose it is; known once the chunk is settled. */
  customerId: string | null
  /** Whether the row says what it is called, and whose it is among us; else both were made up. */
  named: boolean
  owned: boolean
  /** Whether the row says in which stage it is; else it stands in the first. */
  staged: boolean
  columns: Columns & { stage_id: string; pipeline_id: string; opened_at: Date }
  tags: string[]
  custom: Record<string, unknown> | null
  ending: Ending | null
  /** Who looks after it, where that is nobody of ours. */
  stranger: string | null
  /** The amount with three decimals: the currency it is in may be that of the deal it meets. */
  read: number | null
  /** The lead it came from, as the row names it, and once the chunk is settled which one that is. */
  leadNamed: string | null
  leadId: string | null
  /** Whether the row says since when it is open. */
  begun: boolean
}

/** One that is there: `before` is the row as it was, `columns` what it shall be. */
export type Existing = {
  id: string
  customerId: string
  before: Columns
  columns: Columns
  /** When the row moves it to another stage. */
  moved: boolean
  ending: Ending | null
}

/** What an import stores of a row by the name of its column. */
export const storedColumns = [
  'name',
  'pipeline_id',
  'stage_id',
  'stage_since',
  'course',
  'owner_id',
  'unit_id',
  'amount',
  'currency',
  'house_amount',
  'rate_day',
  'expected_close',
  'next_step',
  'source',
  'external_id',
  'opened_at',
  'outcome',
  'closed_at',
  'tags',
  'custom',
] as const
