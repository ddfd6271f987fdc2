import type { Db } from '../context.ts'
import { rows, run } from '../database/statement.ts'
import type { HistoryTable } from '../module.ts'
import { finalAmong } from './final.ts'
import { lowerRows } from './overlay.ts'
import { lockRoots, removeRootsOf, removeRows } from './removal.ts'
import { type Columns, restoreRoots, restoreRows, setBackRows } from './restoration.ts'
import { type HistoryTables, namesOf, rootTables } from './tables.ts'
import { touchedSince } from './touched.ts'
import { usedElsewhere } from './used.ts'

export type Step = {
  tables: HistoryTables
  columns: Columns
  batchId: string
  undoBatch: string
  limit: number
}

/** What a batch did to one record in sum: from its first and last act on it. */
type Effect = { rootId: string; entity: string; id: string; first: Action; last: Action; lastId: string }
type Action = 'created' | 'changed' | 'deleted' | 'restored'

type Kept = { rootId: string; entity: string; recordId: string; reason: KeptReason; fields: string[] }
export type KeptReason = 'touched-since' | 'changed-since' | 'gone' | 'root-gone' | 'final'

/** A run of root records with history of the batch; `before` is the position behind which it begins. */
export type Portion = { before: string | null; roots: readonly string[]; last: string }

/** The next portions behind a position, each of up to `limit` roots; none when nothing is left. */
export async function nextPortions(
  db: Db,
  step: Step,
  { position, count }: { position: string | null; count: number },
): Promise<Portion[]> {
  const roots = await nextRoots(db, step, { position, limit: step.limit * count })
  const portions: Portion[] = []
  let before = position
  for (let from = 0; from < roots.length; from += step.limit) {
    const part = roots.slice(from, from + step.limit)
    const last = part.at(-1) as string
    portions.push({ before, roots: part, last })
    before = last
  }
  return portions
}

/** Someone else goes on with the same undo; this run leaves it to him. */
export class TakenOver extends Error {}

/**
 * Takes back one portion within the open transaction and moves the position, once `turn` has come: portions side by side
 * on several connections commit in their order. When the position was moved by someone else, everything is rolled back.
 */
export async function takeBackPortion(
  db: Db,
  step: Step,
  { portion, turn }: { portion: Portion; turn: Promise<unknown> },
): Promise<void> {
  await run(db, 'set local statement_timeout = 0')
  // Nobody may touch these while it is decided whether somebody has.
  for (const table of rootTables(step.tables)) {
    await lockRoots(db, table, portion.roots)
    await lowerRows(db, table, portion.roots)
  }
  const effects = await effectsOf(db, step.batchId, portion.roots)
  const done = await takeBack(db, step, effects)
  await writeKept(db, step, done.kept)
  await turn
  const moved = await run(
    db,
    `update platform.undo set position = $2, removed = removed + $4, restored = restored + $5, kept = kept + $6
     where batch_id = $1 and position is not distinct from $3::uuid and state = 'running'`,
    [step.batchId, portion.last, portion.before, ...countsOf(done)],
  )
  if (moved === 0) throw new TakenOver()
}

/** Counts are root records: one with rows removed and others put back counts as restored. */
function countsOf({ removed, restored, kept }: Done): [number, number, number] {
  const gone = [...removed].filter(rootId => !restored.has(rootId))
  return [gone.length, restored.size, new Set(kept.map(item => item.rootId)).size]
}

async function nextRoots(
  db: Db,
  step: Step,
  { position, limit }: { position: string | null; limit: number },
): Promise<string[]> {
  const found = await rows<{ root_id: string }>(
    db,
    `select distinct root_id from platform.change
     where batch_id = $1 and root_id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000') order by root_id limit $3`,
    [step.batchId, position, limit],
  )
  return found.map(found => found.root_id)
}

async function effectsOf(db: Db, batchId: string, roots: readonly string[]): Promise<Effect[]> {
  return rows<Effect>(
    db,
    `select root_id as "rootId", entity, record_id as id, (array_agg(action order by id))[1] as first,
       (array_agg(action order by id desc))[1] as last, (array_agg(id order by id desc))[1] as "lastId"
     from platform.change where batch_id = $1 and root_id = any($2::uuid[]) group by 1, 2, 3`,
    [batchId, roots],
  )
}

/** Root records with something removed or put back, and what was kept. */
type Done = { removed: Set<string>; restored: Set<string>; kept: Kept[] }

const existedBefore = (effect: Effect) => effect.first === 'changed' || effect.first === 'deleted'
const existsAfter = (effect: Effect) => effect.last !== 'deleted'
const isFresh = (effect: Effect) => !existedBefore(effect) && existsAfter(effect)
const isRoot = (effect: Effect) => effect.rootId === effect.id

async function takeBack(db: Db, step: Step, effects: readonly Effect[]): Promise<Done> {
  const done: Done = { removed: new Set(), restored: new Set(), kept: [] }
  const touched = await touchedSince(db, step.batchId, lastIds(effects))
  const freshRoots = new Set(
    effects.filter(effect => isRoot(effect) && isFresh(effect)).map(effect => effect.rootId),
  )
  // What the batch wrote below a root it made itself goes, or stays, with that root.
  const below = effects.filter(effect => isRoot(effect) || !freshRoots.has(effect.rootId))
  const final = await finalAmong(db, step.tables, below)
  const own = below.filter(effect => !final.has(effect.id))
  for (const effect of below) if (final.has(effect.id)) done.kept.push(keptOf(effect, 'final'))
  await putBack(db, step, { away: own.filter(effect => existedBefore(effect) && !existsAfter(effect)), done })
  await setBack(db, step, {
    changed: own.filter(effect => existedBefore(effect) && existsAfter(effect)),
    done,
  })
  const fresh = own.filter(isFresh)
  const used = await usedElsewhere(db, step.tables, fresh)
  const keep = (effect: Effect) =>
    used.has(effect.id) ||
    (isRoot(effect) ? touched.roots.has(effect.rootId) : touched.records.has(effect.id))
  for (const effect of fresh.filter(keep)) done.kept.push(keptOf(effect, 'touched-since'))
  await removeFresh(db, step, { fresh: fresh.filter(effect => !keep(effect)), done })
  return done
}

function lastIds(effects: readonly Effect[]): Map<string, string> {
  const last = new Map<string, string>()
  for (const { rootId, lastId } of effects) if (lastId > (last.get(rootId) ?? '')) last.set(rootId, lastId)
  return last
}

async function putBack(db: Db, step: Step, { away, done }: { away: Effect[]; done: Done }): Promise<void> {
  for (const [entity, group] of byRank(step, away.filter(isRoot))) {
    const back = await restoreRoots(db, step.tables, { ...restorationOf(step, group), entity })
    note(done, { group, back, reason: 'gone' })
  }
  const children = away.filter(effect => !isRoot(effect))
  const tables = [...groupBy(children, effect => effect.entity)].map(([entity, group]) => ({
    table: step.tables.of(entity),
    group,
  }))
  for (const { table, group } of tables.toSorted((a, b) => a.table.rank - b.table.rank)) {
    const living = await livingRoots(db, step.tables.of(table.root), group)
    const back = await restoreRows(
      db,
      table,
      restorationOf(
        step,
        group.filter(effect => living.has(effect.rootId)),
      ),
    )
    note(done, { group, back, reason: 'root-gone' })
  }
}

function note(
  done: Done,
  { group, back, reason }: { group: Effect[]; back: readonly string[]; reason: KeptReason },
): void {
  const there = new Set(back)
  for (const effect of group) {
    if (there.has(effect.id)) done.restored.add(effect.rootId)
    else done.kept.push(keptOf(effect, reason))
  }
}

async function livingRoots(db: Db, root: HistoryTable, group: readonly Effect[]): Promise<Set<string>> {
  const ids = [...new Set(group.map(effect => effect.rootId))]
  const found = await rows<{ id: string }>(
    db,
    `select t.id from ${namesOf(root).table} t where t.id = any($1::uuid[])`,
    [ids],
  )
  return new Set(found.map(({ id }) => id))
}

async function setBack(
  db: Db,
  step: Step,
  { changed, done }: { changed: Effect[]; done: Done },
): Promise<void> {
  for (const [entity, group] of groupBy(changed, effect => effect.entity)) {
    const answer = await setBackRows(db, step.tables.of(entity), restorationOf(step, group))
    for (const rootId of answer.restored) done.restored.add(rootId)
    const present = new Set(answer.present)
    for (const effect of group) if (!present.has(effect.id)) done.kept.push(keptOf(effect, 'gone'))
    for (const { rootId, id, fields } of answer.kept)
      done.kept.push({ rootId, entity, recordId: id, reason: 'changed-since', fields })
  }
}

async function removeFresh(
  db: Db,
  step: Step,
  { fresh, done }: { fresh: Effect[]; done: Done },
): Promise<void> {
  for (const { rootId } of fresh) done.removed.add(rootId)
  const batchId = step.undoBatch
  const children = [
    ...groupBy(
      fresh.filter(effect => !isRoot(effect)),
      effect => effect.entity,
    ),
  ]
    .map(([entity, group]) => ({ table: step.tables.of(entity), group }))
    .toSorted((a, b) => b.table.rank - a.table.rank)
  for (const { table, group } of children) {
    const roots = group.map(effect => effect.rootId)
    await removeRows(db, table, { roots, ids: group.map(effect => effect.id), batchId })
  }
  for (const [entity, group] of byRank(step, fresh.filter(isRoot)).toReversed()) {
    await removeRootsOf(db, step.tables, {
      entity,
      ids: group.map(effect => effect.id),
      batchId,
    })
  }
}

async function writeKept(db: Db, step: Step, kept: readonly Kept[]): Promise<void> {
  if (kept.length === 0) return
  const titles = new Map<string, string>()
  const roots = [...new Set(kept.map(item => item.rootId))]
  for (const table of rootTables(step.tables).filter(table => table.titleColumn)) {
    const found = await rows<{ id: string; title: string }>(
      db,
      `select t.id as id, t."${table.titleColumn}"::text as title from ${namesOf(table).table} t where t.id = any($1::uuid[])`,
      [roots],
    )
    for (const { id, title } of found) titles.set(id, title)
  }
  const list = kept.map(item => ({ ...item, title: titles.get(item.rootId) ?? null }))
  await run(
    db,
    `insert into platform.undo_kept (batch_id, root_id, entity, record_id, title, reason, fields)
     select $1, k."rootId", k.entity, k."recordId", k.title, k.reason, k.fields
     from jsonb_to_recordset($2::jsonb) as k("rootId" uuid, entity text, "recordId" uuid, title text, reason text, fields text[])
     on conflict do nothing`,
    [step.batchId, JSON.stringify(list)],
  )
}

function keptOf({ rootId, entity, id }: Effect, reason: KeptReason): Kept {
  return { rootId, entity, recordId: id, reason, fields: [] }
}

function restorationOf(step: Step, group: readonly Effect[]) {
  return {
    columns: step.columns,
    batchId: step.undoBatch,
    undone: step.batchId,
    roots: [...new Set(group.map(effect => effect.rootId))],
    ids: group.map(effect => effect.id),
  }
}

/** Root records by their kind, those first on which others hang. */
function byRank({ tables }: Step, effects: readonly Effect[]): [string, Effect[]][] {
  return [...groupBy(effects, effect => effect.entity)].toSorted(
    ([a], [b]) => tables.of(a).rank - tables.of(b).rank,
  )
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, keyOf)
}
