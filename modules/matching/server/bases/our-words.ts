import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { EntityDescriptor } from '../../../../platform/entities/descriptor.ts'
import { isId } from '../../../../platform/ids.ts'
import { fold } from '../../../../platform/search/fold.ts'
import { countryCode } from './countries.ts'
import { isWordField, type Takes, wordColumns } from './vocabulary.ts'

/** A word of ours: what is stored, and what it is called where that is another. */
export type OurWord = { value: string; label: string | null }

const mostWords = 300

/** The words that customers have in a field now, or may have: choices, users, values in use. */
export async function ourWords(ctx: Context, target: string): Promise<OurWord[]> {
  const field = ctx.catalogue.entity('customer').fields.find(({ key }) => key === target)
  if (field?.choices?.length)
    return field.choices.map(({ value, label }) => ({ value, label: label ?? null }))
  if (target === 'owner') {
    const users = await rows<{ id: string; name: string }>(
      ctx.db,
      'select u.id, u.name from staff.v_user u order by u.name limit 1000',
    )
    return users.map(({ id, name }) => ({ value: id, label: name }))
  }
  const text = textOfUse(target)
  if (!text) return []
  const used = await rows<{ value: string }>(
    ctx.db,
    `select value from (${text}) u(value) where value is not null group by 1 order by count(*) desc, 1 limit ${mostWords}`,
    isWordField(target) ? [] : [target.replace(/^custom\./, '')],
  )
  return used.map(({ value }) => ({ value, label: null }))
}

/** Values in use among the latest customers: a suggestion needs the usual words, not every one. */
function textOfUse(target: string): string | null {
  const latest = '(select * from customers.v_customer c order by c.id desc limit 50000) c'
  if (target === 'tags') return `select unnest(c.tags) from ${latest}`
  if (isWordField(target)) return `select c.${wordColumns[target]} from ${latest}`
  return `select c.custom ->> $1 from ${latest}`
}

/** What our fields take: the values of a choice, the ids of users, any other word. */
export async function takesOf(ctx: Context): Promise<Takes> {
  const customer: EntityDescriptor = ctx.catalogue.entity('customer')
  const users = new Set(
    (await rows<{ id: string }>(ctx.db, 'select u.id from staff.v_user u')).map(({ id }) => id),
  )
  const choices = new Map(
    customer.fields.flatMap(({ key, kind, choices }) =>
      kind === 'choice' ? [[key, new Set(choices?.map(({ value }) => value))] as const] : [],
    ),
  )
  return (target, word) => {
    if (target === 'owner') return isId(word) && users.has(word)
    return choices.get(target)?.has(word) ?? true
  }
}

/** The word of ours that a word of theirs most likely means; null where nothing comes near. */
export function suggestionFor(target: string, theirs: string, words: readonly OurWord[]): string | null {
  const wanted = fold(theirs)
  if (target === 'country') {
    // Of several names of one country the one we use most; words come in that order.
    const code = countryCode(theirs)
    const ours = code && words.find(({ value }) => countryCode(value) === code)
    if (ours) return ours.value === theirs ? null : ours.value
  }
  const exact = words.find(({ value, label }) => fold(value) === wanted || (label && fold(label) === wanted))
  if (exact) return exact.value
  const near = words
    .map(({ value, label }) => ({
      value,
      likeness: Math.max(likeness(wanted, fold(value)), likeness(wanted, fold(label ?? ''))),
    }))
    .sort((a, b) => b.likeness - a.likeness)[0]
  return near && near.likeness >= 0.55 ? near.value : null
}

/** Share of letter pairs that two texts have in common (L. R. Dice, Ecology 26, 1945). */
function likeness(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0
  const pairs = (text: string) => Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2))
  const left = pairs(b)
  let common = 0
  for (const pair of pairs(a)) {
    const at = left.indexOf(pair)
    if (at < 0) continue
    left.splice(at, 1)
    common++
  }
  return (2 * common) / (a.length + b.length - 2)
}
