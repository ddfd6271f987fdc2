import type { EvaluationColumn, EvaluationResult } from '../../contract.ts'

/** What is to be evaluated: paths of the files, the answers, what each column is. */
export type Asked = {
  files: readonly string[]
  truth: { column: string } | { pairs: string }
  map: Readonly<Record<string, EvaluationColumn['role']>>
}

/** What the process that evaluates answers. */
export type Told = { kind: 'done'; result: EvaluationResult } | { kind: 'failed'; message: string }
