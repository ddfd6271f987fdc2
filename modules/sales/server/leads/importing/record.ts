/** Columns of `sales.lead` by name; only what the row says. */
export type Columns = Record<string, unknown>

/** A lead as a row of a file gives it. */
export type IncomingLead = {
  id: string
  columns: Columns & { name: string }
  /** What the row says of where it stands; null where it says nothing. */
  state: 'new' | 'qualified' | 'disqualified' | 'converted' | null
  /** When it became a customer, and why it was put aside, as far as the row tells. */
  convertedAt: Date | null
  why: string | null
  /** Whether the row names it; else its name is made of what there is. */
  named: boolean
  /** Whether it says whose it is among us. */
  owned: boolean
  tags: string[]
  custom: Record<string, unknown> | null
  /** Who looks after it, where that is nobody of ours, or not to be had with what is private. */
  stranger: string | null
}

/** One that is there: `before` is the row as it was, `columns` what it shall be. */
export type ExistingLead = { id: string; before: Columns; columns: Columns }

/** What an import stores of a row by the name of its column. */
export const leadColumns = [
  'name',
  'company',
  'job_title',
  'email',
  'phone',
  'website',
  'city',
  'country',
  'note',
  'source',
  'external_id',
  'tags',
  'custom',
  'owner_id',
  'unit_id',
  'captured_by',
  'captured_at',
  'shadow_at',
  'shared_at',
  'shared_by',
  'shared_why',
  'state',
  'qualified_at',
  'qualified_by',
  'disqualified_at',
  'disqualified_by',
  'disqualified_why',
  'recycle_on',
  'converted_at',
  'converted_by',
] as const

/** Names of the columns whose value changes. */
export function changedColumns({ before, columns }: ExistingLead): string[] {
  return Object.keys(columns).filter(
    column => JSON.stringify(before[column] ?? null) !== JSON.stringify(columns[column] ?? null),
  )
}
