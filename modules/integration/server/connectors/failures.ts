/** Why a call to another system failed; what is done about it hangs on the kind, never on the words. */
export type FailureKind =
  | 'held-back'
  | 'unreachable'
  | 'no-answer'
  | 'denied'
  | 'position-lost'
  | 'changed-shape'
  | 'broken-answer'

/**
 * A call to another system that failed. `message` is for the log and the board; it holds no secret.
 * - `unreachable`: nothing was sent, so nothing happened there.
 * - `no-answer`: it was sent and nobody answered; what happened is not known.
 * - `denied`: the account or its rights are not enough.
 * - `position-lost`: the changes since the position are no longer to be had; only reading all of it anew helps.
 * - `changed-shape`: what was joined is not there as it was.
 * - `broken-answer`: an answer that cannot be read.
 */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly kind: FailureKind
  constructor(kind: FailureKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/** What reaches the system after its time; it has not happened, and will not. */
export function tooLate(): CallFailed {
  return new CallFailed('unreachable', 'Its time was over before it was done.')
}

/** The same error if it is one already, else a new one of this kind. */
export function failed(kind: FailureKind, error: unknown): CallFailed {
  if (error instanceof CallFailed) return error
  return new CallFailed(kind, error instanceof Error ? error.message : String(error), { cause: error })
}
