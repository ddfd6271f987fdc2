import { isFine } from '../http-answers.ts'
import type { HttpAnswer } from '../http.ts'
import { bodyOf } from '../json.ts'
import type { RemoteWrite, WriteResult } from '../port.ts'
import { afterwards, holds, outcomeOf, whatHappened } from '../rest/writing.ts'
import { addressOfOne, readOne } from './reading.ts'
import { exactType, type System, setOf } from './asking.ts'

/**
 * Reads the entity, compares, and changes it on condition that its version is still the one that was read (If-Match). A second write
 * of the same finds its own values and changes nothing.
 */
export async function writeRecord(
  system: System,
  write: RemoteWrite,
  signal: AbortSignal,
): Promise<WriteResult> {
  const { object, key, set: wanted, expected } = write
  const set = await setOf(system, object, signal)
  const url = addressOfOne(system, set, key)
  const record = url && (await readOne(system, set, key, signal))
  if (!url || !record) return { outcome: 'conflict', theirs: null }
  if (holds(object, record, wanted)) return { outcome: 'written', record }
  if (!holds(object, record, expected)) return { outcome: 'conflict', theirs: record }
  if (record.version === null)
    return {
      outcome: 'refused',
      reason: 'It gives no version (ETag) of this record, so what another changes meanwhile would be lost.',
    }
  const answer = await patch(system, { url, write, version: record.version }, signal)
  if (answer.status === 412) return { outcome: 'conflict', theirs: await readOne(system, set, key, signal) }
  if (answer.status === 404 || answer.status === 410) return { outcome: 'conflict', theirs: null }
  if (!isFine(answer)) return outcomeOf(system, answer)
  return { outcome: 'written', record: await afterwards(() => readOne(system, set, key, signal)) }
}

type Patching = { url: URL; write: RemoteWrite; version: string }

async function patch(
  system: System,
  { url, write, version }: Patching,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const headers = {
    accept: 'application/json',
    'content-type': exactType,
    'odata-version': '4.0',
    'odata-maxversion': '4.01',
    prefer: 'return=minimal',
    'if-match': version,
  }
  return whatHappened(
    system.http.ask(
      { url, method: 'PATCH', headers, body: JSON.stringify(bodyOf(write.object, write.set)) },
      signal,
    ),
  )
}
