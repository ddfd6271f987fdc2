import type { Translate } from '../../platform/i18n/react.ts'
import { parseText } from '../field/parse.ts'
import { inCurrencyOf } from '../field/record.ts'
import type { Column } from './columns.ts'
import type { TableParts } from './RecordTable.tsx'
import type { Drafts } from './use-drafts.ts'

type Target = TableParts & { columns: readonly Column[]; drafts: Drafts; locale: string; t: Translate }
type Fill = { cells: readonly (readonly string[])[]; from: { row: number; column: number }; grid: Target }

/** Saves a block of pasted cells from a place on, to the right and down. A single cell may be read only or unreadable. */
export async function fillCells({ cells, from, grid }: Fill): Promise<{ filled: number; refused: number }> {
  const { entity, columns, drafts, list, locale, t } = grid
  let refused = 0
  const saving: Promise<boolean>[] = []
  for (const [down, row] of cells.entries()) {
    const record = list.at(from.row + down)
    // One record's cells are saved one after the other: each save needs the version that the former left.
    let line: Promise<boolean> = Promise.resolve(true)
    for (const [across, text] of row.entries()) {
      const field = columns[from.column + across]?.field
      const parsed = field && parseText(text, { entity, field: inCurrencyOf(field, record), locale, t })
      if (!record || !field || field.readOnly || !parsed || 'problem' in parsed) {
        refused += 1
        continue
      }
      line = line.then(() => drafts.save(list.at(from.row + down) ?? record, field, parsed.value))
      saving.push(line)
    }
  }
  const results = await Promise.all(saving)
  const filled = results.filter(Boolean).length
  return { filled, refused: refused + results.length - filled }
}
