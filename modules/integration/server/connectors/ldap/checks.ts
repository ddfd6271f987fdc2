import { type Filter, PresenceFilter } from 'ldapts'
import { CallFailed } from '../failures.ts'
import { finding } from '../findings.ts'
import type { Finding, Settings } from '../port.ts'
import type { Directory } from './directory.ts'
import { textsOf } from './reading.ts'
import { basesOf, rootOf } from './shape.ts'

/** Simple Paged Results (RFC 2696). */
const paging = '1.2.840.113556.1.4.319'

/** What stands in the way, each with what to do about it. */
export async function checks(
  directory: Directory,
  settings: Settings,
  signal: AbortSignal,
): Promise<Finding[]> {
  const root = await rootOf(directory, signal)
  const bases = await basesOf(directory, settings, signal)
  const key = String(settings.key || 'entryUUID')
  const some = async (filter?: Filter, attributes = ['1.1']) => {
    for (const base of bases) {
      const asked = { base, attributes, most: 1, ...(filter ? { filter } : {}) }
      const [entry] = await directory.search(asked, signal)
      if (entry) return entry
    }
    return undefined
  }
  const missing: string[] = []
  for (const base of bases) if (!(await isThere(directory, base, signal))) missing.push(base)
  const answers: Finding = { code: 'answers', level: 'right', params: { version: root.server } }
  const reached = finding(missing.length === 0 && bases.length > 0, 'bases-found', 'wrong', {
    bases: missing.join('; '),
  })
  if (reached.level === 'wrong') return [answers, reached]
  const stamped = await some(new PresenceFilter({ attribute: 'objectClass' }), ['entryCSN'])
  const isOpen = settings.secure !== 'ldaps' && settings.secure !== 'start-tls'
  return [
    answers,
    reached,
    finding(!isOpen || /^(localhost|127\.|::1)/.test(String(settings.host)), 'sent-in-the-clear', 'warning'),
    finding((await some(new PresenceFilter({ attribute: key }))) !== undefined, 'key-readable', 'wrong', {
      key,
    }),
    finding(stamped !== undefined && textsOf(stamped, 'entryCSN').length > 0, 'entries-stamped', 'warning'),
    finding(root.extras.includes(paging), 'page-by-page', 'warning'),
    finding(
      (await some(new PresenceFilter({ attribute: 'userPassword' }))) === undefined,
      'sees-passwords',
      'warning',
    ),
  ]
}

async function isThere(directory: Directory, base: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await directory.search({ base, scope: 'base', attributes: ['1.1'], most: 1 }, signal)).length > 0
  } catch (error) {
    if (error instanceof CallFailed && error.kind === 'changed-shape') return false
    throw error
  }
}
