import type { Copy } from '../workshop.ts'
import type { Definition } from '../settings.ts'
import { openCsvFile } from './csv.ts'
import { openFixedFile } from './fixed-width.ts'
import { openXmlFile } from './xml.ts'

/** One line or element: its cells in the order of the columns, null where there is nothing. */
export type Line = { row: number; cells: readonly (string | null)[] }

/** A file whose columns are known; `lines` reads it through, in portions, in constant memory. */
export type Opened = { columns: readonly string[]; lines: () => AsyncIterable<readonly Line[]> }

/** Opens a copy in the format that its object is described in; throws `broken-answer` with file and row. */
export function openFile(copy: Copy, definition: Definition): Promise<Opened> {
  if (definition.format === 'fixed') return openFixedFile(copy, definition)
  if (definition.format === 'xml') return openXmlFile(copy, definition)
  return openCsvFile(copy, definition)
}
