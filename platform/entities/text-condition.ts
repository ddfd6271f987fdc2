import { column, type SqlWriter } from '../database/sql-writer.ts'
import { fold, wordsOf } from '../search/fold.ts'
import { likePattern } from '../search/like.ts'
import type { EntityDescriptor, Field } from './descriptor.ts'

export type TextComparison = { op: 'eq' | 'contains' | 'starts-with'; value: string }
type Input = { entity: EntityDescriptor; sql: SqlWriter; expression: string }

/**
 * How a text field is compared: by an index wherever the field has one. A plain `ilike` over a million rows takes a
 * second; folded names are compared by their sort key and the words of the vocabulary, e-mail addresses and telephone
 * numbers in the table that keeps them all.
 */
export function textCondition(field: Field, { op, value }: TextComparison, input: Input): string {
  if (field.lookup && (op === 'eq' || !field.lookup.exact))
    return lookupCondition(field.lookup, { op, value: normal(field, value) }, input.sql)
  if (field.foldedColumn && input.entity.search && 'words' in input.entity.search) {
    return foldedCondition(field, { op, value }, { ...input, words: input.entity.search.words })
  }
  const { sql, expression } = input
  if (op === 'eq') return `${expression} = ${sql.bind(value, 'text')}`
  return `${expression} ilike ${sql.bind(likePattern(value, op === 'contains'))}`
}

/** E-mail addresses are kept in lower case, telephone numbers as + and digits. */
function normal(field: Field, value: string): string {
  if (field.kind === 'email') return value.trim().toLowerCase()
  return field.kind === 'phone' && /^[+\d\s()/.-]+$/.test(value)
    ? value.replaceAll(/[^+\d]/g, '').replace(/^00/, '+')
    : value
}

function lookupCondition(
  lookup: NonNullable<Field['lookup']>,
  { op, value }: TextComparison,
  sql: SqlWriter,
): string {
  const at = `l.${column(lookup.column)}`
  const compared =
    op === 'eq'
      ? `${at} = ${sql.bind(value, 'text')}`
      : `${at} like ${sql.bind(likePattern(value, op === 'contains'))}`
  const found = `from ${lookup.table} l where ${lookup.where} and ${compared}`
  const own = `select l.${column(lookup.rootColumn)} ${found}`
  if (!lookup.standsFor) return `t.id in (${own})`
  const { table, column: root } = lookup.standsFor
  // Two parts and no `coalesce`: the first is what it always was, the second has few rows and an index of its own.
  return `t.id in (${own} union all select m.${column(root)} from ${table} m
    where m.${column(root)} is not null and m.id in (${own}))`
}

function foldedCondition(
  field: Field,
  { op, value }: TextComparison,
  { sql, expression, words }: Input & { words: string },
): string {
  const folded = `t.${column(field.foldedColumn as string)}`
  const typed = fold(value)
  if (op === 'starts-with') return `${folded} like ${sql.bind(likePattern(typed, false))}`
  const tokens = wordsOf(value)
  const exact =
    op === 'eq'
      ? `${expression} = ${sql.bind(value, 'text')}`
      : `${folded} like ${sql.bind(likePattern(typed, true))}`
  if (tokens.length === 0) return exact
  const narrowed = tokens.map(
    token => `t.${column(words)} @@ ${op === 'eq' ? sql.bind(`'${token}'`, 'tsquery') : holding(token, sql)}`,
  )
  return `(${narrowed.join(' and ')} and ${exact})`
}

/** Every word of the vocabulary that holds the part, as one tsquery; evaluated once per statement. */
function holding(part: string, sql: SqlWriter): string {
  return `coalesce((select string_agg(quote_literal(w.word), ' | ')::tsquery from platform.search_word w where w.word like ${sql.bind(likePattern(part, true))}), ''::tsquery)`
}
