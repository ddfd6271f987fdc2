import type { Context } from '../../../../platform/context.ts'
import type { Row } from '../../../../platform/transfer/readers/table.ts'
import { collectWarnings, readRow } from '../../../../platform/transfer/imports/read-row.ts'
import { makePlan } from '../../../../platform/transfer/imports/plan.ts'
import {
  importFields,
  type ImportTarget,
  isRefusal,
  type RowRefusal,
} from '../../../../platform/transfer/target.ts'
import { type Arrival, arrivals, customerFiles } from '../../../customers/index.ts'
import type { RemoteRecord, RemoteValue } from '../connectors/port.ts'
import type { FieldRule, JoinedObject } from '../systems/system.ts'

export type Translate = (record: Pick<RemoteRecord, 'key' | 'values'>) => Arrival | RowRefusal

/** Customers as files bring them; a record of another system is read as a row of a file is. */
export const customerTarget: ImportTarget = {
  entity: 'customer',
  fields: customerFiles.fields,
  repeatable: customerFiles.repeatable,
  aliases: customerFiles.aliases,
  words: customerFiles.words,
  ...(customerFiles.review ? { review: customerFiles.review } : {}),
  defaultMatch: [],
  open: () => Promise.reject(new Error('Records of other systems are not imported.')),
}

type Needs = Pick<Context, 'db' | 'actor' | 'catalogue' | 'now'>
type Translated = Pick<JoinedObject, 'mapping'> & { systemName: string }

/**
 * The function that makes a customer of a record there as the mapping says, or says why it cannot be one. Its number there becomes the
 * external number unless a field is said to be it, the system its source. Own fields that are not there any more are passed over.
 */
export async function translationOf(ctx: Needs, { mapping, systemName }: Translated): Promise<Translate> {
  const entity = ctx.catalogue.entity('customer')
  const fields = importFields(entity, customerTarget, ctx.actor)
  const known = new Set(fields.map(({ key }) => key))
  const used = mapping.filter(
    (rule): rule is FieldRule & { target: string } => rule.target !== null && known.has(rule.target),
  )
  if (used.length === 0) return ({ key }) => nothingMapped(key)
  const columns = used.map(({ field }) => field)
  const plan = makePlan({
    sampled: { columns, rows: [] },
    mapping: Object.fromEntries(used.map(({ field, target }) => [field, { target }])),
    options: { dateOrder: 'dmy', decimalMark: '.' },
    fields,
    target: customerTarget,
    customFields: entity.customFields,
    today: ctx.now,
  })
  const titles = new Map<string, string[]>()
  for (const { field, column } of plan.slots)
    titles.set(field.key, [...(titles.get(field.key) ?? []), column])
  const compose = await arrivals({
    db: ctx.db,
    actor: ctx.actor,
    entity,
    catalogue: ctx.catalogue,
    mapped: new Set(titles.keys()),
    columns: titles,
    match: [],
    fill: false,
    fileName: systemName,
    now: ctx.now,
  })
  const warnings = collectWarnings()
  return record => {
    const read = readRow(rowOf(record, columns), plan, warnings)
    const made = isRefusal(read) ? read : compose(read)
    if (isRefusal(made)) return made
    made.columns.external_id ??= record.key.slice(0, 200)
    made.columns.source ??= systemName
    return made
  }
}

function rowOf({ values }: Pick<RemoteRecord, 'values'>, columns: readonly string[]): Row {
  return { number: 0, cells: columns.map(column => cellOf(values[column])) }
}

/** A value as a cell of a file says it. */
export function cellOf(value: RemoteValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function nothingMapped(key: string): RowRefusal {
  return {
    code: 'integration.nothing-mapped',
    message: `No field of record ${key} goes to a field of customers. Map at least its name.`,
  }
}
