import { visibleFields } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { findRecord } from '../../../../platform/entities/list.ts'
import { NotFound } from '../../../../platform/errors.ts'
import type { BaseRecord, Part } from '../../contract.ts'
import { visibleParts } from '../sight.ts'
import { requireSight } from './bases.ts'
import { takesOf } from './our-words.ts'
import { takenOf } from './tables.ts'
import { columnOf, isWordField, type StoredRecord, translated, wordColumns } from './vocabulary.ts'
import { vocabularyOf } from './vocabulary.queries.ts'

type Stored = Omit<BaseRecord, 'lines' | 'parts' | 'decidedAt'> & {
  parts: Part[] | null
  decidedAt: Date | null
  image: StoredRecord & { points: { kind: string; value: string }[] }
  root: string | null
}

const text = `select t.id, t.version, t.name, t.kind, t.verdict, t.weight::float8 as weight, t.parts, t.vetoes, t.stage_id as "stageId", t.decided_at as "decidedAt",
   (select u.name from staff.v_user u where u.id = t.decided_by) as "decidedBy", ${takenOf('t')} as taken,
   jsonb_build_object('id', b.id, 'title', b.name) as base, to_jsonb(t) as image, m.id as root,
   case when m.id is null then null else jsonb_build_object('id', m.id, 'title', m.name, 'kind', m.kind,
     'owner', (select u.name from staff.v_user u where u.id = m.owner_id)) end as match,
   (select jsonb_build_object('id', w.id, 'title', w.name) from matching.base_record w where w.id = t.twin_id) as twin
 from matching.base_record t join matching.base b on b.id = t.base_id
   left join lateral (select r.* from customers.v_customer c join customers.v_customer r on r.id = coalesce(c.merged_into, c.id)
     where c.id = t.match_id) m on true
 where t.id = $1`

/** A record of a base beside the customer it may be, field by field: theirs, what it becomes here, ours. */
export async function readBaseRecord(ctx: Context, id: string): Promise<BaseRecord> {
  requireSight(ctx)
  const found = await row<Stored>(ctx.db, text, [id])
  if (!found) throw new NotFound('record')
  const { image, root, parts, weight, decidedAt, ...view } = found
  const visible = visibleParts(ctx, parts ?? [])
  const hidden = visible.parts.length !== (parts ?? []).length
  return {
    ...view,
    weight: hidden ? visible.weight : weight,
    parts: visible.parts,
    decidedAt: decidedAt?.toISOString() ?? null,
    lines: await linesOf(ctx, { image, root }),
  }
}

/** What the product says of the record is no value of it. */
const notBeside = ['base', 'verdict', 'taken', 'match', 'weight', 'twin', 'stage', 'decidedBy', 'createdAt']

async function linesOf(
  ctx: Context,
  { image, root }: { image: Stored['image']; root: string | null },
): Promise<BaseRecord['lines']> {
  const { vocabulary } = await vocabularyOf(ctx, String(image.base_id))
  const takes = await takesOf(ctx)
  const ours = root === null ? null : await customerOf(ctx, root)
  const theirs = visibleFields(ctx.catalogue.entity('base-record'), ctx.actor)
  return theirs
    .filter(({ key }) => !notBeside.includes(key))
    .flatMap(field => {
      const their = theirValue(field, image)
      const our = ours ? ourValue(ours, field.key) : null
      if (their === null && our === null) return []
      const { target } = columnOf(vocabulary, field.key)
      const becomes =
        isWordField(field.key) || field.custom
          ? their === null || target === null
            ? null
            : wordsBecome(field, image, { takes, column: columnOf(vocabulary, field.key) })
          : their
      return [{ field: field.key, label: field.label ?? null, theirs: their, becomes, ours: our }]
    })
}

function theirValue(field: Field, image: Stored['image']): string | null {
  if (field.custom) return textOf(image.custom[field.key.replace(/^custom\./, '')])
  if (field.key === 'email' || field.key === 'phone')
    return textOf(image.points.filter(({ kind }) => kind === field.key).map(({ value }) => value))
  return field.column ? textOf(image[field.column]) : null
}

type Becoming = { takes: Parameters<typeof translated>[2]; column: Parameters<typeof translated>[0] }

function wordsBecome(field: Field, image: Stored['image'], { takes, column }: Becoming): string | null {
  const raw = isWordField(field.key)
    ? image[wordColumns[field.key]]
    : image.custom[field.key.replace(/^custom\./, '')]
  const words = Array.isArray(raw) ? raw.map(String) : [String(raw)]
  return textOf(words.flatMap(word => translated(column, word, takes) ?? []))
}

async function customerOf(ctx: Context, id: string): Promise<Record<string, unknown> | null> {
  const entity = ctx.catalogue.entity('customer')
  const input = { registry: ctx.catalogue.registry(), entity, actor: ctx.actor, now: ctx.now }
  return (await findRecord(ctx.db, input, id)) ?? null
}

function ourValue(ours: Record<string, unknown>, key: string): string | null {
  if (key.startsWith('custom.'))
    return textOf((ours.custom as Record<string, unknown>)[key.slice('custom.'.length)])
  const value = ours[key]
  if (typeof value === 'object' && value !== null && 'title' in value) return textOf(value.title)
  return textOf(value)
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
