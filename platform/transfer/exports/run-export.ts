import { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import { visibleFields } from '../../access/fields.ts'
import type { Db } from '../../context.ts'
import { row, run } from '../../database/statement.ts'
import type { EntityCatalogue } from '../../entities/catalogue.ts'
import type { EntityDescriptor, Field, Filter } from '../../entities/descriptor.ts'
import { listRecords } from '../../entities/list.ts'
import type { RecordView } from '../../entities/projection.ts'
import { Refusal } from '../../errors.ts'
import type { FileStore } from '../../files/store.ts'
import { type CsvCell, csvRecord } from '../writers/csv.ts'
import { hasText, minorDigits, translate } from '../../i18n/index.ts'
import { type Export, type ExportQuery, findExport } from './exports.ts'

export type ExportKit = {
  db: Db
  files: FileStore
  catalogue: EntityCatalogue
}

/** Rows read at a time. */
const pageRows = 2000

/**
 * Writes all rows of a list into a file with constant memory, from one snapshot of the database. Run again after a crash
 * it begins anew. Answers nothing; state and progress are in `platform.export`.
 */
export async function runExport(
  kit: ExportKit,
  { exportId, actor, signal }: { exportId: string; actor: Actor; signal: AbortSignal },
): Promise<void> {
  const taken = await row(
    kit.db,
    `update platform.export set state = 'running', rows = 0 where id = $1 and state in ('waiting', 'running') returning id`,
    [exportId],
  )
  if (!taken) return
  const wanted = await findExport(kit.db, exportId)
  try {
    const stored = await kit.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(snapshot =>
        kit.files.save(Readable.from(contentOf(kit, { wanted, actor, signal, snapshot })), {
          name: fileName(wanted),
        }),
      )
    await run(
      kit.db,
      `with stored as (insert into platform.file (id, name, media_type, size, sha256, storage_key, created_by) values ($2, $3, $4, $5, $6, $7, $8) returning id)
       update platform.export e set state = 'done', file_id = stored.id, finished_at = now() from stored where e.id = $1`,
      [
        exportId,
        stored.id,
        stored.name,
        mediaTypes[wanted.format],
        stored.size,
        stored.sha256,
        stored.key,
        actor.id,
      ],
    )
  } catch (error) {
    await end(kit.db, exportId, error)
  }
}

export const mediaTypes = { csv: 'text/csv; charset=utf-8', json: 'application/x-ndjson; charset=utf-8' }

class Cancelled extends Error {}

async function end(db: Db, id: string, error: unknown): Promise<void> {
  const cancelled = error instanceof Cancelled
  const message = cancelled ? null : error instanceof Error ? error.message : String(error)
  await run(db, `update platform.export set state = $2, error = $3, finished_at = now() where id = $1`, [
    id,
    cancelled ? 'cancelled' : 'failed',
    message,
  ])
  if (!cancelled && !(error instanceof Refusal)) throw error
}

export function fileName({ entity, format, createdAt }: Export): string {
  return `${entity}-${createdAt.toISOString().slice(0, 10)}.${format === 'csv' ? 'csv' : 'jsonl'}`
}

type Running = { wanted: Export; actor: Actor; signal: AbortSignal; snapshot: Db }

async function* contentOf(
  kit: ExportKit,
  { wanted, actor, signal, snapshot }: Running,
): AsyncGenerator<string> {
  const entity = kit.catalogue.entity(wanted.entity)
  const visible = visibleFields(entity, actor)
  const fields = wanted.query.columns
    ? wanted.query.columns.flatMap(key => visible.filter(field => field.key === key))
    : visible
  const options = { delimiter: wanted.query.delimiter ?? (',' as const) }
  if (wanted.format === 'csv') {
    yield `\ufeff${csvRecord(['id', ...fields.map(field => titleOf(entity, field, actor.locale))], options)}`
  }
  const line =
    wanted.format === 'csv'
      ? (record: RecordView) => csvRecord([record.id, ...fields.map(field => cellOf(record, field))], options)
      : (record: RecordView) => `${JSON.stringify(objectOf(record, fields))}\n`
  const { sort, q } = wanted.query
  const filter = filterOf(wanted.query)
  let cursor: string | null | undefined
  while (cursor !== null) {
    signal.throwIfAborted()
    const query = {
      limit: pageRows,
      ...(filter ? { filter } : {}),
      ...(sort ? { sort } : {}),
      ...(q ? { q } : {}),
      ...(cursor ? { cursor } : {}),
    }
    const page = await listRecords(snapshot, {
      registry: kit.catalogue.registry(),
      entity,
      actor,
      now: wanted.createdAt,
      query,
    })
    yield page.items.map(line).join('')
    await note(kit.db, wanted.id, page.items.length)
    cursor = page.next
  }
}

function filterOf({ filter, ids }: ExportQuery): Filter | undefined {
  if (!ids) return filter
  const these: Filter = { field: 'id', op: 'in', value: ids }
  return filter ? { and: [filter, these] } : these
}

/** Progress, in a transaction of its own; stops where someone has asked for it. */
async function note(db: Db, id: string, rows: number): Promise<void> {
  const found = await row<{ asked: boolean }>(
    db,
    'update platform.export set rows = rows + $2 where id = $1 returning cancel_asked_at is not null as asked',
    [id, rows],
  )
  if (found?.asked) throw new Cancelled()
}

/** The title of a column in the language of the actor. */
function titleOf(entity: EntityDescriptor, field: Field, locale: string): string {
  const key = `entity.${entity.name}.${field.key}`
  return field.label ?? (hasText(key) ? translate(locale, key) : field.key)
}

function valueOf(record: RecordView, field: Field): unknown {
  if (!field.custom) return record[field.key]
  return (record.custom as Record<string, unknown> | undefined)?.[field.key.replace(/^custom\./, '')]
}

function objectOf(record: RecordView, fields: readonly Field[]): Record<string, unknown> {
  return {
    id: record.id,
    ...Object.fromEntries(fields.map(field => [field.key, valueOf(record, field) ?? null])),
  }
}

function cellOf(record: RecordView, field: Field): CsvCell {
  const value = valueOf(record, field)
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value.join(', ')
  if (field.kind === 'money' && typeof value === 'number') {
    const own = field.currencyField && record[field.currencyField]
    const digits = minorDigits(typeof own === 'string' ? own : (field.currency ?? 'EUR'))
    return (value / 10 ** digits).toFixed(digits)
  }
  if (typeof value !== 'object' || value instanceof Date) return value as CsvCell
  return 'title' in value ? (value.title as string | null) : JSON.stringify(value)
}
