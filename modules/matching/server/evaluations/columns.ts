import type { EvaluationColumn } from '../../contract.ts'
import { openFile } from '../engine/evaluate/files.ts'
import { guessRoles, type Sample } from '../engine/evaluate/roles.ts'

/** Values of a column that are shown beside its name, and how much of each. */
const examples = 3
const exampleLength = 60

/** The columns of files with what they may be, judged as the evaluation itself would. Throws `Invalid` for what cannot be read. */
export async function columnsOf(
  paths: readonly { path: string; name: string }[],
): Promise<EvaluationColumn[]> {
  const samples = new Map<string, Sample & { values: (string | null)[] }>()
  for (const { path, name } of paths) {
    const { table, close } = await openFile(path, name)
    try {
      for await (const rows of table.rows()) {
        table.columns.forEach((column, at) => {
          const sample = samples.get(column) ?? { column, values: [] }
          samples.set(column, sample)
          for (const { cells } of rows) sample.values.push(cells[at] ?? null)
        })
        break
      }
      for (const column of table.columns)
        if (!samples.has(column)) samples.set(column, { column, values: [] })
    } finally {
      await close()
    }
  }
  const roles = guessRoles([...samples.values()])
  return [...samples.values()].map(({ column, values }) => ({
    name: column,
    role: roles[column] ?? 'ignore',
    examples: [...new Set(values.flatMap(value => value?.trim().slice(0, exampleLength) || []))].slice(
      0,
      examples,
    ),
  }))
}
