import { createHmac, timingSafeEqual } from 'node:crypto'

/** A call that says that something has changed over there. Its content is not believed: it only makes us ask sooner. */
export type WakeUp = {
  /** The body as it came, byte by byte. */
  body: Buffer
  /** Hexadecimal HMAC-SHA256 of timestamp, point and body; `sha256=` before it is allowed. */
  signature: string | undefined
  /** Seconds since 1970, as the sender wrote them. */
  timestamp: string | undefined
}

export type WakeUpVerdict = 'genuine' | 'unsigned' | 'wrong' | 'old'

/** Seconds by which the clocks may differ, the way included. */
export const wakeUpTolerance = 300

/**
 * Whether a call comes from whoever knows one of the secrets (two while one replaces the other) and was not recorded earlier.
 * In constant time; a timestamp counts only when it is signed.
 */
export function verifyWakeUp(
  call: WakeUp,
  { secrets, now }: { secrets: readonly string[]; now: Date },
): WakeUpVerdict {
  const given = /^(?:sha256=)?([0-9a-f]{64})$/i.exec(call.signature ?? '')?.[1]
  if (given === undefined || call.timestamp === undefined || !/^\d{1,12}$/.test(call.timestamp))
    return 'unsigned'
  const signature = Buffer.from(given, 'hex')
  const { timestamp, body } = call
  // Each is compared, whatever the one before says. An empty secret is known to everybody.
  const fitting = secrets.filter(
    secret => secret !== '' && timingSafeEqual(signOf(secret, { timestamp, body }), signature),
  )
  if (fitting.length === 0) return 'wrong'
  const age = now.getTime() / 1000 - Number(timestamp)
  return Math.abs(age) <= wakeUpTolerance ? 'genuine' : 'old'
}

function signOf(secret: string, { timestamp, body }: { timestamp: string; body: Buffer }): Buffer {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()
}
