import { ResultCodeError } from 'ldapts'
import { NotReachable } from '../../../../../platform/outbound/destination.ts'
import { CallFailed, type FailureKind } from '../failures.ts'

/** Result codes of RFC 4511, appendix A, by what they mean to us. */
const kindsOfCode: ReadonlyMap<number, FailureKind> = new Map([
  [7, 'denied'],
  [8, 'denied'],
  [13, 'denied'],
  [48, 'denied'],
  [49, 'denied'],
  [50, 'denied'],
  [53, 'denied'],
  [3, 'no-answer'],
  [4, 'denied'],
  [11, 'denied'],
  [16, 'changed-shape'],
  [17, 'changed-shape'],
  [32, 'changed-shape'],
  [34, 'changed-shape'],
  [51, 'unreachable'],
  [52, 'unreachable'],
])

/** Its own words are mostly empty (“Code: 0x31”); ours name the code, so that it can be looked up. */
export function failureOf(error: unknown, { isAsked, base }: { isAsked: boolean; base: string }): CallFailed {
  if (error instanceof CallFailed) return error
  if (error instanceof ResultCodeError) {
    const name = error.name === 'Error' ? error.constructor.name : error.name
    const where = base && isAsked ? ` for “${base}”` : ''
    const kind = kindsOfCode.get(error.code) ?? 'broken-answer'
    return new CallFailed(
      kind,
      `The directory says no${where}: ${name.replace(/Error$/, '')} (code ${error.code}).`,
    )
  }
  if (error instanceof NotReachable) return new CallFailed('unreachable', error.message)
  const { code, message } = error as { code?: string; message?: string }
  const why = code ?? message?.split('\n').at(-1) ?? 'no reason given'
  return isAsked
    ? new CallFailed('no-answer', `The directory has broken off (${why}).`)
    : new CallFailed('unreachable', `No connection to the directory (${why}).`)
}
