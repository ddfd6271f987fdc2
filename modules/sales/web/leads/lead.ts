import type { RecordRow } from '../../../../ui/field/record.ts'
import { type Named, named, text } from '../opportunity.ts'

const states = ['new', 'qualified', 'disqualified', 'converted'] as const
export type LeadState = (typeof states)[number]

/** A lead as the screens need it, wherever it was read. What the reader's role hides is as if it were not known. */
export type Lead = {
  id: string
  name: string
  company: string | null
  jobTitle: string | null
  source: string | null
  state: LeadState
  typed: string | null
  owner: Named | null
  capturedBy: Named | null
  capturedAt: string
  sharedAt: string | null
  sharedWhy: string | null
  disqualifiedWhy: string | null
  recycleOn: string | null
  customer: Named | null
  opportunity: Named | null
}

/** Reads what a list or the page was given. */
export function leadOf(record: RecordRow): Lead {
  return {
    id: record.id,
    name: text(record['name']) ?? '',
    company: text(record['company']),
    jobTitle: text(record['jobTitle']),
    source: text(record['source']),
    state: states.find(state => state === record['state']) ?? 'new',
    typed: text(record['typed']),
    owner: named(record['owner']),
    capturedBy: named(record['capturedBy']),
    capturedAt: text(record['capturedAt']) ?? '',
    sharedAt: text(record['sharedAt']),
    sharedWhy: text(record['sharedWhy']),
    disqualifiedWhy: text(record['disqualifiedWhy']),
    recycleOn: text(record['recycleOn']),
    customer: named(record['customer']),
    opportunity: named(record['opportunity']),
  }
}

/** The page of a lead. */
export const leadPath = ({ id }: { id: string }): string => `/leads/${id}`
