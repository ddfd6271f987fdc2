import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { requireCustomer } from '../../../customers/index.ts'
import type { Origin } from '../../contract.ts'
import { takesOf } from './our-words.ts'
import {
  columnOf,
  isWordField,
  type StoredRecord,
  translated,
  type Vocabulary,
  wordColumns,
} from './vocabulary.ts'

type Stored = {
  record: StoredRecord & { name: string }
  vocabulary: Vocabulary
  base: { id: string; title: string }
  takenAt: Date | null
}

/**
 * From which bases a customer and its family came, with the words the base had where they are others here. Whoever sees the
 * customer sees this: it is his record, in the words of where it came from.
 */
export async function originsOf(ctx: Context, id: string): Promise<{ items: Origin[] }> {
  await requireCustomer(ctx, id)
  const found = await rows<Stored>(
    ctx.db,
    `select to_jsonb(t) as record, b.vocabulary, jsonb_build_object('id', b.id, 'title', b.name) as base, s.finished_at as "takenAt"
     from customers.v_customer a join customers.v_customer m on coalesce(m.merged_into, m.id) = coalesce(a.merged_into, a.id)
       join matching.base_record t on t.id = m.id join matching.base b on b.id = t.base_id left join matching.stage s on s.id = t.stage_id
     where a.id = $1 and (m.id = coalesce(a.merged_into, a.id) or m.merged_into = coalesce(a.merged_into, a.id)) order by t.id limit 50`,
    [id],
  )
  const takes = await takesOf(ctx)
  const fields = new Map(ctx.catalogue.entity('base-record').fields.map(field => [field.key, field]))
  return {
    items: found.map(({ record, vocabulary, base, takenAt }) => ({
      recordId: record.id,
      base,
      name: record.name,
      takenAt: takenAt?.toISOString() ?? null,
      words: [...wordFields(record)]
        .flatMap(([field, word]) => {
          const ours = translated(columnOf(vocabulary, field), word, takes)
          // Whom the base named is nobody here, or stands as the owner already.
          if (ours === word || (field === 'owner' && ours !== null)) return []
          const label = fields.get(field)?.label ?? null
          return [{ field, label, theirs: word, ours }]
        })
        .slice(0, 100),
    })),
  }
}

function* wordFields(record: StoredRecord): Generator<[string, string]> {
  for (const [field, column] of Object.entries(wordColumns)) {
    const value = record[column]
    if (!isWordField(field)) continue
    for (const word of Array.isArray(value) ? value : value ? [value] : []) yield [field, String(word)]
  }
  for (const [key, value] of Object.entries(record.custom))
    if (typeof value === 'string' && value !== '') yield [`custom.${key}`, value]
}
