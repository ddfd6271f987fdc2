import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { EntityDescriptor } from '../../../../platform/entities/descriptor.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { changeRow, lockRow } from '../../../../platform/history/rows.ts'
import type { VocabularyColumn } from '../../contract.ts'
import { requireSight } from './bases.ts'
import { type OurWord, ourWords, suggestionFor, takesOf } from './our-words.ts'
import { baseTable } from './tables.ts'
import {
  type Column,
  columnOf,
  type Takes,
  targetsFor,
  translated,
  type Vocabulary,
  wordColumns,
} from './vocabulary.ts'

/** A column with more different values is free text, and nobody's vocabulary. */
const mostValues = 150

/** Many values, or nearly one for each record (a number): nothing to translate word by word. */
const isFree = (field: string, { distinct, filled }: { distinct: number; filled: number }) =>
  distinct > mostValues || (field.startsWith('custom.') && distinct > 3 && distinct > 0.8 * filled)

type Word = { field: string; value: string; count: number; distinct: number; filled: number; place: number }

const shippedWords = Object.entries(wordColumns)
  .map(([field, column]) =>
    field === 'tags' ? `select 'tags', unnest(t.tags)` : `select '${field}', t.${column}`,
  )
  .join(' union all ')

/** The words of a base by field, the most frequent first; of a field with many only the first. */
function wordsInUse(ctx: Context, baseId: string): Promise<Word[]> {
  return rows<Word>(
    ctx.db,
    `with used as (
       select f.field, f.value, count(*)::int as count from matching.base_record t, lateral (
         ${shippedWords}
         union all select 'custom.' || e.key, e.value #>> '{}' from jsonb_each(t.custom) e where jsonb_typeof(e.value) = 'string') f(field, value)
       where t.base_id = $1 and f.value is not null and f.value <> '' group by 1, 2),
     placed as (
       select *, count(*) over w as distinct, sum(count) over w as filled, row_number() over (partition by field order by count desc, value) as place
       from used window w as (partition by field))
     select field, value, count, "distinct"::int, filled::int, place::int from placed where place <= ${mostValues} order by field, place`,
    [baseId],
  )
}

/** What was said about the columns of a base; throws `NotFound`. */
export async function vocabularyOf(
  ctx: Context,
  baseId: string,
): Promise<{ version: number; vocabulary: Vocabulary }> {
  const found = await row<{ version: number; vocabulary: Vocabulary }>(
    ctx.db,
    'select version, vocabulary from matching.base where id = $1',
    [baseId],
  )
  if (!found) throw new NotFound('base')
  return found
}

/** Every column of a base that holds words: what they become, how often they occur, what they may mean. */
export async function readVocabulary(
  ctx: Context,
  baseId: string,
): Promise<{ version: number; columns: VocabularyColumn[] }> {
  requireSight(ctx)
  const { version, vocabulary } = await vocabularyOf(ctx, baseId)
  const customer = ctx.catalogue.entity('customer')
  const theirs = ctx.catalogue.entity('base-record')
  const takes = await takesOf(ctx)
  const byField = Map.groupBy(await wordsInUse(ctx, baseId), ({ field }) => field)
  const known = new Map<string, OurWord[]>()
  const columns: VocabularyColumn[] = []
  for (const [field, words] of byField) {
    const column = columnOf(vocabulary, field)
    const target = column.target ?? field
    if (!known.has(target)) known.set(target, await ourWords(ctx, target))
    columns.push(
      columnView({
        field,
        words,
        column,
        decided: field in vocabulary,
        takes,
        choices: known.get(target) ?? [],
        customer,
        theirs,
      }),
    )
  }
  return { version, columns: columns.toSorted((a, b) => placeOf(a) - placeOf(b)) }
}

/** What needs a decision first: words that become nothing, then vocabularies, then free text. */
function placeOf({ free, words, target }: VocabularyColumn): number {
  if (free) return 2
  return target !== null && words.some(({ ours }) => ours === null) ? 0 : 1
}

type Viewing = {
  field: string
  words: readonly Word[]
  column: Column
  decided: boolean
  takes: Takes
  choices: readonly OurWord[]
  customer: EntityDescriptor
  theirs: EntityDescriptor
}

function columnView({
  field,
  words,
  column,
  decided,
  takes,
  choices,
  customer,
  theirs,
}: Viewing): VocabularyColumn {
  const { distinct = 0, filled = 0 } = words[0] ?? {}
  const free = isFree(field, { distinct, filled })
  const ourOwn = new Set(choices.map(({ value }) => value))
  const label = theirs.fields.find(({ key }) => key === field)?.label ?? null
  const target = column.target ?? field
  const existing = targetsFor(field, customer).map(({ key, label }) => ({ field: key, label: label ?? null }))
  const own = field.startsWith('custom.') && !existing.some(found => found.field === field)
  return {
    field,
    label,
    target: column.target,
    targets: own ? [{ field, label }, ...existing] : existing,
    decided,
    free,
    distinct,
    filled,
    choices: choices.map(({ value, label }) => ({ value, label })),
    words: words.slice(0, free ? 5 : mostValues).map(({ value, count }) => {
      const ours = translated(column, value, takes)
      // A word that we do not use yet may be one of ours in another spelling.
      const suggested =
        ours === null || (ours === value && (target === 'country' || !ourOwn.has(value)))
          ? suggestionFor(target, value, choices)
          : null
      return { theirs: value, count, ours, suggested, kept: column.target !== null && ours !== value }
    }),
  }
}

export type Said = { field: string; target: string | null; words: Record<string, string | null> }

/** Says what one column and its words become. Words that are none of ours are refused: `matching.not-our-word`. */
export async function setVocabulary(
  ctx: Context,
  { id, said: { field, target, words } }: { id: string; said: Said },
): Promise<{ version: number }> {
  requireSight(ctx)
  // Locked: two people may speak of different columns at the same moment.
  const locked = await lockRow(ctx, baseTable, { rootId: id, id })
  const vocabulary = locked.vocabulary as Vocabulary
  const customer = ctx.catalogue.entity('customer')
  const theirs = ctx.catalogue.entity('base-record')
  const there =
    theirs.fields.some(({ key }) => key === field) && (field in wordColumns || field.startsWith('custom.'))
  const fits =
    target === null ||
    (field.startsWith('custom.') && target === field) ||
    targetsFor(field, customer).some(({ key }) => key === target)
  if (!there || !fits)
    throw new Refused('matching.not-our-word', 'This column cannot go there.', {
      field,
      target: target ?? '',
    })
  const takes = await takesOf(ctx)
  for (const [word, ours] of Object.entries(words))
    if (ours !== null && target !== null && !takes(target, ours))
      throw new Refused('matching.not-our-word', `“${ours}” is none of our words for “${target}”.`, {
        field,
        word,
        ours,
      })
  const column: Column = { target, words }
  const { row: changed } = await changeRow(ctx, baseTable, {
    key: { rootId: id, id },
    set: { vocabulary: { ...vocabulary, [field]: column } },
    locked,
  })
  return { version: Number(changed.version) }
}
