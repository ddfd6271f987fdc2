import type { ParsedRow, RowRefusal } from '../../../../platform/transfer/target.ts'

/** A text of the row, null where it says nothing. */
export function textOf({ values }: ParsedRow): (key: string) => string | null {
  return key => {
    const value = values[key]
    return typeof value === 'string' && value.trim() ? value.trim() : null
  }
}

/** Why a row is not taken, with its number; `why` ends the sentence. */
export function refusal(
  { number }: Pick<ParsedRow, 'number'>,
  said: { code: string; field: string; why: string; params?: Record<string, unknown> },
): RowRefusal {
  const { code, field, why, params } = said
  return {
    code: `sales.row-${code}`,
    message: `Row ${number}: ${why}`,
    field,
    params: { row: number, ...params },
  }
}
