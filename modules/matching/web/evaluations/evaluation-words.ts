import type { Tone } from '../../../../platform/entities/descriptor.ts'
import type { Evaluation } from '../../contract.ts'

/** Endings of the files that are taken, and the size up to which. */
export const endings = ['.csv', '.tsv', '.txt', '.xlsx', '.vcf'] as const
export const largest = 512 * 1_048_576

/** The colour of a state. */
export function toneOf(state: Evaluation['state']): Tone {
  return state === 'failed' ? 'red' : state === 'done' ? 'accent' : 'neutral'
}

/** Whether the matcher is at work or about to be. */
export const isActive = (state: Evaluation['state']) => state === 'waiting' || state === 'running'
