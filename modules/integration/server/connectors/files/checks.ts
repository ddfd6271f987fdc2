import { CallFailed } from '../failures.ts'
import type { Finding } from '../port.ts'
import { picked } from './names.ts'
import type { Definition } from './settings.ts'
import { columnsOf } from './shape.ts'
import { type Found, type Reach, within } from './store.ts'
import { lyingNow, type Work } from './work.ts'

/** What stands in the way of reading, following and writing files; throws `unreachable` where nobody answers. */
export async function checks(work: Work, signal: AbortSignal): Promise<Finding[]> {
  const reach = within(work.store, signal)
  const way = await reach.checks().catch(notLetIn)
  if (way.some(({ level }) => level === 'wrong')) return way
  const lying = await lyingNow(work, reach)
  const objects: Finding[] = []
  for (const definition of work.plan.definitions)
    objects.push(await objectFinding(work, reach, { definition, lying }))
  return [...way, ...objects, ...(await folderFindings(work, reach))]
}

function notLetIn(error: unknown): Finding[] {
  if (!(error instanceof CallFailed) || error.kind !== 'denied') throw error
  return [{ code: 'not-let-in', level: 'wrong', params: { reason: error.message } }]
}

async function objectFinding(
  work: Work,
  reach: Reach,
  { definition, lying }: { definition: Definition; lying: readonly Found[] },
): Promise<Finding> {
  const { name: object, full: pattern, key } = definition
  const { full, deltas } = picked(lying, definition)
  if (!full) return { code: 'file-missing', level: 'wrong', params: { object, pattern } }
  const params = { object, file: full.name }
  try {
    const columns = (await columnsOf(work, reach, { definition, lying })) ?? []
    const missing = key.filter(column => !columns.includes(column))
    if (missing.length === 0)
      return { code: 'file-found', level: 'right', params: { ...params, deltas: deltas.length } }
    return { code: 'key-column-missing', level: 'wrong', params: { ...params, columns: missing.join(', ') } }
  } catch (error) {
    if (!(error instanceof CallFailed) || error.kind !== 'broken-answer') throw error
    return { code: 'file-unreadable', level: 'wrong', params: { ...params, reason: error.message } }
  }
}

async function folderFindings({ plan: { writing } }: Work, reach: Reach): Promise<Finding[]> {
  if (!writing) return []
  const findings: Finding[] = []
  for (const folder of [writing.out, writing.ack]) {
    const isThere = await reach
      .list(folder, () => false)
      .then(
        () => true,
        error => {
          if (error instanceof CallFailed && error.kind !== 'no-answer') return false
          throw error
        },
      )
    const params = { folder }
    findings.push(
      isThere
        ? { code: 'writing-folder-found', level: 'right', params }
        : { code: 'writing-folder-missing', level: 'warning', params },
    )
  }
  return findings
}
