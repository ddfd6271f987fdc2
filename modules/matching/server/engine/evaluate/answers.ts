import { Invalid } from '../../../../../platform/errors.ts'
import { openFile } from './files.ts'
import { febrlEntity, type Truth, truthOfGroups, truthOfPairs } from './truth.ts'

/** Where the answers are: in a column (its value, or what a pattern finds in it), or in a file of pairs. */
export type TruthAt = { column: string; pattern?: RegExp } | { pairs: string }

/** Reads `column:NAME`, `column:NAME/PATTERN/` or `pairs:FILE`. Throws `Invalid`. */
export function readTruthAt(text: string): TruthAt {
  const column = /^column:([^/]+)(?:\/(.+)\/)?$/.exec(text)
  if (column?.[1]) return { column: column[1], ...(column[2] ? { pattern: new RegExp(column[2]) } : {}) }
  const pairs = /^pairs:(.+)$/.exec(text)?.[1]
  if (pairs) return { pairs }
  throw invalid(`“${text}” says not where the answers are: column:NAME, column:NAME/PATTERN/ or pairs:FILE.`)
}

/** The rows of a file: how many, the values of its id column, those of the truth column, and the group of each row. */
export type Rows = { count: number; ids: (string | null)[]; groups: (string | null)[]; labels: string[][] }

/** Where the ids, answers and labels of a table stand. Throws `Invalid` when there is no column with the answers. */
export type RowsPlan = {
  id: string | undefined
  truth: TruthAt
  labelsOf: (cells: (string | null)[]) => string[]
}

/** Empty rows, and what notes one row after another while the matcher reads them. */
export function rowsOf(
  columns: readonly string[],
  { id, truth, labelsOf }: RowsPlan,
): { rows: Rows; note: (cells: (string | null)[]) => void } {
  // Ids are asked for by files of pairs only.
  const idAt = id === undefined || 'column' in truth ? -1 : columns.indexOf(id)
  const groupAt = 'column' in truth ? columns.indexOf(truth.column) : -1
  if ('column' in truth && groupAt < 0) {
    throw invalid(`There is no column “${truth.column}”; there are ${columns.join(', ')}.`)
  }
  const rows: Rows = { count: 0, ids: [], groups: [], labels: [] }
  const note = (cells: (string | null)[]) => {
    rows.count++
    rows.labels.push(labelsOf(cells))
    if (idAt >= 0) rows.ids.push(cells[idAt] ?? null)
    if ('column' in truth) rows.groups.push(groupOf(cells[groupAt] ?? null, truth.pattern))
  }
  return { rows, note }
}

function groupOf(value: string | null, pattern: RegExp | undefined): string | null {
  if (value === null) return null
  if (!pattern) return febrlEntity(value) ?? value
  const found = pattern.exec(value)
  return found ? (found[1] ?? found[0]) : null
}

/** The answers over all rows of one or two files. */
export async function truthOf(truth: TruthAt, files: readonly Rows[]): Promise<Truth> {
  if ('column' in truth) {
    return truthOfGroups(
      files.flatMap(({ groups }) => groups),
      files.length > 1 ? (files[0]?.count ?? 0) : null,
    )
  }
  return truthOfPairs(await readPairs(truth.pairs, files))
}

/** Pairs of ids; of row numbers (from 0) where the files have no ids. The header, if there is one, names no ids. */
async function readPairs(path: string, files: readonly Rows[]): Promise<[number, number][]> {
  const [here, there] = [files[0] as Rows, files.at(-1) as Rows]
  const [left, right] = [placesOf(here), placesOf(there)]
  const from = files.length > 1 ? here.count : 0
  const { table, close } = await openFile(path)
  try {
    const lines: (string | null)[][] = [table.columns]
    for await (const chunk of table.rows()) for (const { cells } of chunk) lines.push(cells)
    const pairs: [number, number][] = []
    for (const [at, [one, other]] of lines.entries()) {
      const [l, r] = [left(one ?? ''), right(other ?? '')]
      if (l !== undefined && r !== undefined) pairs.push([l, from + r])
      else if (at > 0) throw invalid(`Line ${at + 1} of the pairs, “${one}” and “${other}”, names no rows.`)
    }
    return pairs
  } finally {
    await close()
  }
}

function placesOf({ ids, count }: Rows): (name: string) => number | undefined {
  const places = new Map(ids.map((id, at) => [id ?? '', at]))
  return name => {
    const number = /^\d+$/.test(name.trim()) ? Number(name) : undefined
    if (places.size > 0) return places.get(name.trim())
    return number !== undefined && number < count ? number : undefined
  }
}

const invalid = (message: string) => new Invalid([{ path: 'truth', code: 'matching.truth', message }])
