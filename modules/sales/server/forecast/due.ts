import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'
import type { Condition } from '../../../../platform/entities/descriptor.ts'
import type { Period } from './period.ts'

type Asked = { period: Pick<Period, 'from' | 'to' | 'end'>; now: Date }

/** SQL that the deal of this alias is open and expected in a period. */
export function dueSql(sql: SqlWriter, { alias, ...asked }: Asked & { alias: string }): string {
  const first = firstDay(asked)
  const open = `${alias}.closed_at is null and ${alias}.expected_close < ${sql.bind(asked.period.end, 'date')}`
  return first === null ? open : `${open} and ${alias}.expected_close >= ${sql.bind(first, 'date')}`
}

/** The same as a filter of opportunities. */
export function dueConditions(asked: Asked): Condition[] {
  const first = firstDay(asked)
  return [
    { field: 'outcome', op: 'empty' },
    { field: 'expectedClose', op: 'lte', value: asked.period.to },
    ...(first === null ? [] : [{ field: 'expectedClose', op: 'gte', value: first } as const]),
  ]
}

/**
 * From which day on an open deal is expected in a period: its first before it begins; any while it lasts (null), as what is overdue is
 * expected then; the day after it once it is over, so none is: what was not won in it is no longer to be had there.
 */
function firstDay({ period: { from, end }, now }: Asked): string | null {
  const today = now.toISOString().slice(0, 10)
  if (today < from) return from
  return today < end ? null : end
}
