import { CallFailed } from '../failures.ts'

/** A file that cannot be read as it stands: which, in which row (as a spreadsheet counts), and why. */
export function broken(file: string, row: number | null, why: string): CallFailed {
  return new CallFailed('broken-answer', row === null ? `“${file}”: ${why}` : `“${file}”, row ${row}: ${why}`)
}

/** A file whose columns are not those that were joined. */
export function changedShape(file: string, why: string): CallFailed {
  return new CallFailed('changed-shape', `“${file}”: ${why}`)
}
