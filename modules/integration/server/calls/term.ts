import { longestSilence } from '../connectors/port.ts'
import type { Limits } from './limits.ts'

/** Milliseconds that are left of a term; negative once it is over. */
export type Left = () => number

/**
 * A term that begins now. Told by two clocks, of which the stricter counts: one stands still while the machine sleeps, the other may be
 * set back.
 */
export function within(milliseconds: number): Left {
  const steady = performance.now() + milliseconds
  const ofDay = Date.now() + milliseconds
  return () => Math.min(steady - performance.now(), ofDay - Date.now())
}

/** The term that is over first. */
export function shorter(one: Left, other: Left): Left {
  return () => Math.min(one(), other())
}

/**
 * Milliseconds after the end of its term within which all that a write has begun there has come to its end: a last statement that waits
 * as long as anybody here would, and a last silence. What is read later than that stays so.
 */
export function settlesIn({ timeout }: Limits): number {
  return timeout.write + longestSilence + 1000
}
