import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import type { Board } from '../../contract/board.ts'
import { dimensions } from '../../contract/rules.ts'
import { allRules, countedRules, isRuleOn, type Rule } from '../rules/rule.ts'
import { maskedFields, seenCustomers } from '../scope.ts'
import {
  type Count,
  countsByDay,
  countsByPart,
  countsNow,
  countsOfDay,
  lastDay,
  type Narrowed,
  reachOf,
  usedFieldsSeen,
} from './counts.ts'
import { membersOf, teamNames } from './people.ts'
import { shareOf } from './share.ts'

const trendDays = 84

/** How good the data is, for the customers the actor sees: dimensions, used fields, teams and sources. */
export async function qualityBoard(ctx: Context, narrowed: Narrowed): Promise<Board> {
  const masked = new Set(maskedFields(ctx))
  const rules = (await allRules(ctx.db)).filter(
    rule => isRuleOn(rule) && !rule.fields.some(field => masked.has(field)),
  )
  const reach = reachOf(ctx)
  const fields = await usedFieldsSeen(ctx)
  const customers = await customersSeen(ctx)
  const within = narrowed.team || narrowed.source !== undefined ? await filterOf(ctx, narrowed) : null
  if (reach === 'own') {
    const counted = new Set((await countedRules(ctx.db)).map(({ id }) => id))
    const asked = rules.filter(({ id }) => counted.has(id))
    const counts = await countsNow(ctx, { rules: asked, fields: fields.map(({ field }) => field) })
    const board = boardOf({ rules, fields, counts, days: [], within: null })
    return { reach, day: null, customers, ...board, teams: [], sources: [] }
  }
  const day = await lastDay(ctx)
  if (!day)
    return {
      reach,
      day,
      customers,
      ...boardOf({ rules, fields, counts: [], days: [], within }),
      teams: [],
      sources: [],
    }
  const from = new Date(Date.parse(day) - (trendDays - 1) * 86_400_000).toISOString().slice(0, 10)
  const counts = [
    ...(await countsOfDay(ctx, day, narrowed)),
    ...(await notYetCounted(ctx, { day, rules, narrowed })),
  ]
  const days = await countsByDay(ctx, { from, to: day, narrowed })
  const parts = { rules, day, narrowed }
  return {
    reach,
    day,
    customers,
    ...boardOf({ rules, fields, counts, days, within }),
    teams: await teamParts(ctx, parts),
    sources: await sourceParts(ctx, parts),
  }
}

/** Rules that were switched on, or reported for the first time, after the count of the day are counted now. */
async function notYetCounted(ctx: Context, { day, rules, narrowed }: Parts): Promise<Count[]> {
  if (narrowed.team || narrowed.source !== undefined) return []
  const known = new Set((await countsOfDay(ctx, day, {})).map(({ measure }) => measure))
  const counted = new Set((await countedRules(ctx.db)).map(({ id }) => id))
  const missing = rules.filter(({ id }) => counted.has(id) && !known.has(`rule:${id}`))
  return countsNow(ctx, { rules: missing, fields: [] })
}

async function customersSeen(ctx: Context): Promise<number> {
  const sql = sqlWriter()
  const text = `select count(*)::int as n from customers.v_customer t where t.merged_into is null and ${seenCustomers(ctx, { alias: 't', sql })}`
  return (await row<{ n: number }>(ctx.db, text, sql.values))?.n ?? 0
}

type Read = {
  rules: readonly Rule[]
  fields: Awaited<ReturnType<typeof usedFieldsSeen>>
  counts: readonly Count[]
  days: readonly (Count & { part: string })[]
  within: Filter | null
}

function boardOf({ rules, fields, counts, days, within }: Read): Pick<Board, 'dimensions' | 'fields'> {
  const byMeasure = new Map(counts.map(count => [count.measure, count]))
  return {
    dimensions: dimensions.map(dimension => {
      const behind = rules.filter(rule => rule.dimension === dimension)
      const measures = new Set(behind.map(({ id }) => `rule:${id}`))
      return {
        dimension,
        share: sumOf(counts.filter(({ measure }) => measures.has(measure))),
        trend: trendOf(days.filter(({ measure }) => measures.has(measure))),
        rules: behind.length,
        filter: behind.length > 0 ? both(breaking(behind), within) : null,
      }
    }),
    fields: fields.map(({ field, reasons }) => {
      const { asked = 0, good = 0 } = byMeasure.get(`field:${field.key}`) ?? {}
      const empty: Filter = { field: field.key, op: 'empty' }
      const kinds: Filter | null = field.onlyFor
        ? { field: 'kind', op: 'in', value: [...field.onlyFor] }
        : null
      return {
        field: field.key,
        share: shareOf(asked, good),
        reasons: reasons as Board['fields'][number]['reasons'],
        filter: both(both(empty, kinds), within),
      }
    }),
  }
}

/** Customers with a finding of one of the rules. */
function breaking(rules: readonly Rule[]): Filter {
  return { field: '@rule', op: 'in', value: rules.map(({ id }) => id) }
}

function both(one: Filter, other: Filter | null): Filter {
  if (!other) return one
  return { and: [...('and' in one ? one.and : [one]), ...('and' in other ? other.and : [other])] }
}

function sumOf(counts: readonly Count[]) {
  const sum = (pick: (count: Count) => number) => counts.reduce((all, count) => all + pick(count), 0)
  return shareOf(
    sum(({ asked }) => asked),
    sum(({ good }) => good),
  )
}

function trendOf(days: readonly (Count & { part: string })[]): { day: string; share: number }[] {
  return [...Map.groupBy(days, ({ part }) => part)]
    .map(([day, counts]) => ({ day, share: sumOf(counts).share ?? 0 }))
    .toSorted((a, b) => a.day.localeCompare(b.day))
}

type Parts = { rules: readonly Rule[]; day: string; narrowed: Narrowed }

const nobody = '00000000-0000-0000-0000-000000000000'

async function teamParts(ctx: Context, { rules, day, narrowed }: Parts): Promise<Board['teams']> {
  const counts = await countsByPart(ctx, { part: 'team_id', day, narrowed })
  const names = await teamNames(ctx)
  const members = await membersOf(ctx)
  return partsOf(counts, rules).map(({ part, share }) => {
    const people = members.get(part) ?? []
    const owner: Filter = { field: 'owner', op: 'in', value: people }
    return {
      id: part === nobody ? null : part,
      name: names.get(part) ?? null,
      share,
      filter: people.length > 0 ? both(breaking(rules), owner) : null,
    }
  })
}

async function sourceParts(ctx: Context, { rules, day, narrowed }: Parts): Promise<Board['sources']> {
  const counts = await countsByPart(ctx, { part: 'source', day, narrowed })
  return partsOf(counts, rules).map(({ part, share }) => {
    const from: Filter =
      part === '' ? { field: 'source', op: 'empty' } : { field: 'source', op: 'eq', value: part }
    return {
      id: part,
      name: part === '' ? null : part,
      share,
      filter: part === '…' ? null : both(breaking(rules), from),
    }
  })
}

function partsOf(counts: readonly (Count & { part: string })[], rules: readonly Rule[]) {
  const measures = new Set(rules.map(({ id }) => `rule:${id}`))
  const asked = counts.filter(({ measure }) => measures.has(measure))
  return [...Map.groupBy(asked, ({ part }) => part)]
    .map(([part, group]) => ({ part, share: sumOf(group) }))
    .toSorted((a, b) => (a.share.share ?? 1) - (b.share.share ?? 1))
}

/** The customers of a team or a source, as a filter. */
async function filterOf(ctx: Context, { team, source }: Narrowed): Promise<Filter | null> {
  const parts: Filter[] = []
  if (team) parts.push({ field: 'owner', op: 'in', value: (await membersOf(ctx)).get(team) ?? [nobody] })
  if (source !== undefined)
    parts.push(
      source === '' ? { field: 'source', op: 'empty' } : { field: 'source', op: 'eq', value: source },
    )
  return parts.length > 1 ? { and: parts } : (parts[0] ?? null)
}
