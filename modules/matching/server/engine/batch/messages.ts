import type { MatchRecord } from '../record.ts'
import type { MatchResult, RunOptions } from './whole-run.ts'

export type Cost = { cpuSeconds: number; peakMemoryMiB: number }
export type ChildOptions = RunOptions & { removed?: readonly string[] }

/** What the server says to the process that matches. */
export type Asked =
  | { kind: 'start'; only: 'all' | 'new'; options: ChildOptions }
  | { kind: 'records'; records: readonly MatchRecord[] }
  | { kind: 'end' }

/** What it answers. */
export type Told =
  | { kind: 'more' }
  | { kind: 'step'; step: string }
  | { kind: 'done'; result: MatchResult & { cost: Cost } }
  | { kind: 'failed'; message: string }
