import type { RecordRow } from '../../../ui/field/record.ts'

export type Named = { id: string; title: string }

/** An opportunity as the screens need it, wherever it was read. Amounts in minor units. */
export type Opportunity = {
  id: string
  version: number
  name: string
  customer: Named | null
  pipelineId: string
  stage: Named
  amount: number | null
  currency: string
  expectedClose: string | null
  nextStep: string | null
  nextStepAt: string | null
  owner: Named | null
  outcome: 'won' | 'lost' | null
  stageSince: string
  closedAt: string | null
}

/** Reads what a list, the board or the page was given. What the reader's role hides is as if it were not known. */
export function opportunityOf(record: RecordRow): Opportunity {
  const outcome = record['outcome']
  return {
    id: record.id,
    version: record.version ?? 1,
    name: text(record['name']) ?? '',
    customer: named(record['customer']),
    pipelineId: named(record['pipeline'])?.id ?? '',
    stage: named(record['stage']) ?? { id: '', title: '' },
    amount: typeof record['amount'] === 'number' ? record['amount'] : null,
    currency: text(record['currency']) ?? 'EUR',
    expectedClose: text(record['expectedClose']),
    nextStep: text(record['nextStep']),
    nextStepAt: text(record['nextStepAt']),
    owner: named(record['owner']),
    outcome: outcome === 'won' || outcome === 'lost' ? outcome : null,
    stageSince: text(record['stageSince']) ?? '',
    closedAt: text(record['closedAt']),
  }
}

/** Where the next step stands: none is planned, its day has passed, or all is well. Closed ones need none. */
export function stepOf(opportunity: Opportunity, now: Date): 'missing' | 'late' | 'planned' | 'none' {
  if (opportunity.outcome) return 'none'
  if (!opportunity.nextStep && !opportunity.nextStepAt) return 'missing'
  return opportunity.nextStepAt && new Date(opportunity.nextStepAt) < now ? 'late' : 'planned'
}

/** Whole days since an instant. */
export function daysSince(at: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / 86_400_000))
}

/** The page of an opportunity. */
export const pathOf = ({ id }: { id: string }): string => `/opportunities/${id}`

/** What a reference points at. */
export function named(value: unknown): Named | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null
  const { id, title } = value as { id: unknown; title?: unknown }
  return { id: String(id), title: typeof title === 'string' ? title : '' }
}

/** A text that says something, else null. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
