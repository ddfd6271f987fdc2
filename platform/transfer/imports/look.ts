import type { Context } from '../../context.ts'
import type { Table } from '../readers/table.ts'
import { importFields, type ImportTarget, suggestFor } from '../target.ts'
import type { Source } from './imports.ts'
import { sampleOf, targetOf } from './open-import.ts'

const previewSample = 2000
/** Of a file with thousands of columns fewer rows are looked at, so that the answer comes as fast. */
const sampledCells = 400_000
const leastSample = 50

/** The file as it was found to be written, for the import's row. */
export function sourceOf({ columns, sheet, sheets, dialect }: Table): Source {
  return {
    columns,
    ...(sheet ? { sheet } : {}),
    ...(sheets ? { sheets } : {}),
    ...(dialect ? { dialect } : {}),
  }
}

type Looking = { table: Table; entity: string; targets: readonly ImportTarget[] }

/** Reads the first rows and suggests where each column goes. */
export async function look(ctx: Context, { table, entity: name, targets }: Looking) {
  const entity = ctx.catalogue.entity(name)
  const target = targetOf(targets, name)
  const few = Math.max(leastSample, Math.floor(sampledCells / table.columns.length))
  const sampled = await sampleOf(table, Math.min(previewSample, few))
  const fields = importFields(entity, target, ctx.actor)
  return { entity, target, sampled, fields, suggestions: suggestFor(sampled, fields, target) }
}
