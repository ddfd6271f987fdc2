import { isInFuture } from '../moments.ts'
import { isRefusal, type ParsedRow, type RowRefusal } from '../../../../platform/transfer/target.ts'
import type { Composing } from './compose.ts'
import type { Ending } from './record.ts'
import { refusal, textOf } from './row.ts'
import type { Stage } from '../stages.ts'
import { stageNamed } from './settings.ts'
import { endOf, keyOf } from './words.ts'

/** In which stage a deal stands, since when it is open, and how it ended. */
export type Course = {
  stage: Stage
  staged: boolean
  openedAt: Date
  expectedClose: string | null
  ending: Ending | null
}

/**
 * Reads stage, outcome and dates together: a stage may be a word for an end (“Closed won”), and files often have one date
 * for the end, whether it has come or is expected.
 */
export function courseOf(row: ParsedRow, composing: Composing): Course | RowRefusal {
  const placed = placeOf(row, composing)
  if (isRefusal(placed)) return placed
  const { stage, staged, outcome } = placed
  const { now } = composing.setup
  const expected = textOf(row)('expectedClose')
  const told = dateOf(row.values.closedAt)
  const closedAt = outcome ? (told ?? dateOf(expected)) : null
  if (outcome && !closedAt)
    return refusal(row, {
      code: 'closed-at-missing',
      field: 'closedAt',
      why: `it is ${outcome}, but not since when.`,
    })
  const openedAt = dateOf(row.values.openedAt) ?? closedAt ?? now
  for (const [field, at] of Object.entries({ openedAt, closedAt }))
    if (at && isInFuture(at, now))
      return refusal(row, { code: 'in-future', field, why: 'it was opened or closed in the future.' })
  if (closedAt && closedAt < openedAt)
    return refusal(row, {
      code: 'dates-wrong-way',
      field: 'closedAt',
      why: 'it was closed before it was opened.',
    })
  const expectedClose = expected ?? (outcome || !told ? null : told.toISOString().slice(0, 10))
  const ending =
    outcome && closedAt ? { outcome, at: closedAt, ...reasonOf(row, { outcome, composing }) } : null
  return { stage, staged, openedAt, expectedClose, ending }
}

type Placed = { stage: Stage; staged: boolean; outcome: 'won' | 'lost' | null }

function placeOf(row: ParsedRow, { settings }: Composing): Placed | RowRefusal {
  const text = textOf(row)
  const [named, pipeline] = [text('stage'), text('pipeline')]
  const known = named === null ? null : stageNamed(settings, { stage: named, pipeline })
  const meant = known || named === null ? undefined : endOf(named)
  const stage = known ?? (named === null || meant ? stageNamed(settings, { stage: null, pipeline }) : null)
  if (!stage) return unplaced(row, { named, pipeline })
  const said = text('outcome')
  const outcome =
    said && said !== 'open' ? (said as 'won' | 'lost') : meant === 'open' ? null : (meant ?? null)
  return { stage, staged: known !== null, outcome: said === 'open' ? null : outcome }
}

function unplaced(
  row: ParsedRow,
  { named, pipeline }: { named: string | null; pipeline: string | null },
): RowRefusal {
  if (named === null)
    return refusal(row, {
      code: 'no-such-pipeline',
      field: 'pipeline',
      why: `there is no pipeline “${(pipeline ?? '').slice(0, 60)}” with a stage in it.`,
      params: { pipeline: (pipeline ?? '').slice(0, 60) },
    })
  return refusal(row, {
    code: 'no-such-stage',
    field: 'stage',
    why: `there is no stage “${named.slice(0, 60)}”${pipeline ? ` in “${pipeline.slice(0, 60)}”` : ''}. Add it in the settings of sales, or write it as it is called there.`,
    params: { stage: named.slice(0, 60) },
  })
}

/** Why it ended, by the name of a reason for that outcome; other words stay as a note. */
function reasonOf(
  row: ParsedRow,
  { outcome, composing }: { outcome: 'won' | 'lost'; composing: Composing },
): Pick<Ending, 'reasonId' | 'note'> {
  const given = textOf(row)('reason')
  if (!given) return { reasonId: null, note: null }
  const reasonId = composing.settings.reasons.get(`${outcome} ${keyOf(given)}`) ?? null
  return { reasonId, note: reasonId ? null : given }
}

function dateOf(value: unknown): Date | null {
  return typeof value === 'string' && value ? new Date(value) : null
}
