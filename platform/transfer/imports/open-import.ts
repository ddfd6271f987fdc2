import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../context.ts'
import { row, run } from '../../database/statement.ts'
import { inTransaction } from '../../database/transaction.ts'
import { invalid, NotFound } from '../../errors.ts'
import type { FileStore } from '../../files/store.ts'
import { newId } from '../../ids.ts'
import type { Mapping, Sampled, Suggestion } from '../mapping.ts'
import { openTable } from '../readers/reader.ts'
import type { Table } from '../readers/table.ts'
import { importFields, type ImportTarget, suggestFor } from '../target.ts'
import type { Import } from './imports.ts'
import { makePlan, type Plan } from './plan.ts'
import { type Inspect, openInspections } from './inspect.ts'
import type { AnyWork } from './resolve.ts'
import type { ImportKit } from './run-import.ts'

/** Rows looked at to decide how columns are read. */
const sampleRows = 5000

/** Reads the first rows of a table; every later decision is made on these. */
export async function sampleOf(table: Table, limit = sampleRows): Promise<Sampled> {
  const rows: (string | null)[][] = []
  for await (const part of table.rows()) {
    for (const row of part) if (!row.problem?.refuses) rows.push(row.cells)
    if (rows.length >= limit) break
  }
  return { columns: table.columns, rows: rows.slice(0, limit) }
}

export function targetOf(targets: readonly ImportTarget[], entity: string): ImportTarget {
  const target = targets.find(target => target.entity === entity)
  if (!target)
    throw invalid('entity', 'transfer.not-importable', `Files cannot be imported into “${entity}”.`)
  return target
}

/** The mapping without the samples and confidences of the suggestions. */
export function mappingOf(suggestions: readonly Suggestion[]): Mapping {
  return Object.fromEntries(
    suggestions.map(({ column, target, kind, label }) => [
      column,
      { target, ...(kind ? { kind } : {}), ...(label ? { label } : {}) },
    ]),
  )
}

export type OpenedImport = {
  plan: Plan
  work: AnyWork
  table: Table
  batchId: string
  inspect: Inspect | null
}

/** Opens the file and makes the plan: the same for the first run and for one that goes on. */
export async function openImport(
  kit: ImportKit,
  { started, actor }: { started: Import; actor: Actor },
): Promise<OpenedImport> {
  const table = await openFile({ db: kit.database.db, files: kit.files }, started)
  const entity = kit.catalogue.entity(started.entity)
  const target = targetOf(kit.targets, started.entity)
  const sampled = await sampleOf(table)
  const fields = importFields(entity, target, actor)
  const mapping = Object.keys(started.mapping).length
    ? started.mapping
    : mappingOf(suggestFor(sampled, fields, target))
  const today = started.createdAt
  const plan = makePlan({
    sampled,
    mapping,
    options: started.options,
    fields,
    target,
    customFields: entity.customFields,
    today,
  })
  if (!started.dryRun) await beginBatch(kit, { started, actor, plan })
  const mapped = new Set([...plan.slots, ...plan.constants].map(({ field }) => field.key))
  const common = { db: kit.database.db, actor, catalogue: kit.catalogue, mapped, now: new Date() }
  const work = await target.open({
    ...common,
    entity,
    match: plan.match,
    fill: plan.options.matched === 'fill',
    columns: columnsByField(plan),
    fileName: started.fileName,
  })
  const inspect = await openInspections(kit.inspections ?? [], started.entity, {
    ...common,
    importId: started.id,
    dryRun: started.dryRun,
    alike: plan.options.alike ?? 'keep',
  })
  return { plan, work, table, batchId: started.batchId, inspect }
}

function columnsByField(plan: Plan): Map<string, string[]> {
  const columns = new Map<string, string[]>()
  for (const { field, column } of plan.slots)
    columns.set(field.key, [...(columns.get(field.key) ?? []), column])
  return columns
}

/** Opens the file of an import as it was found to be written. */
export async function openFile(
  { db, files }: { db: Db; files: FileStore },
  started: Pick<Import, 'id' | 'source' | 'options' | 'fileName'>,
): Promise<Table> {
  const file = await row<{ key: string }>(
    db,
    'select f.storage_key as key from platform.file f join platform.import i on i.file_id = f.id where i.id = $1',
    [started.id],
  )
  if (!file) throw new NotFound('file', { import: started.id })
  const { sheet, dialect } = started.source
  const wanted = started.options.sheet ?? sheet
  return openTable(files.path(file.key), {
    name: started.fileName,
    ...(wanted ? { sheet: wanted } : {}),
    ...(dialect ? { dialect } : {}),
  })
}

/** The act, and the users' own fields it brings; fields stay when the import is undone, as others may use them. */
async function beginBatch(
  kit: ImportKit,
  { started, actor, plan }: { started: Import; actor: Actor; plan: Plan },
): Promise<void> {
  await inTransaction(kit.database.db, async db => {
    await run(
      db,
      `insert into platform.batch (id, actor_id, actor_name, actor_kind, channel, label, label_params)
       values ($1, $2, $3, $4, 'import', 'platform.act.imported', $5) on conflict (id) do nothing`,
      [
        started.batchId,
        actor.id,
        actor.name,
        actor.kind,
        JSON.stringify({ file: started.fileName, import: started.id }),
      ],
    )
    for (const field of plan.newFields) {
      await run(
        db,
        `insert into platform.custom_field (id, entity, key, label, kind, position, created_by)
         values ($1, $2, $3, $4, $5, (select coalesce(max(position), 0) + 1 from platform.custom_field where entity = $2), $6)
         on conflict (entity, key) do nothing`,
        [newId(), started.entity, field.key, field.label, field.kind, actor.id],
      )
    }
  })
  if (plan.newFields.length) await kit.catalogue.refresh()
}
