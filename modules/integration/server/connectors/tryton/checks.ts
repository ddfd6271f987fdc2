import { isOpenToAll, urlOf } from '../http-settings.ts'
import { finding } from '../findings.ts'
import type { Finding, Settings } from '../port.ts'
import type { Erp } from './session.ts'

/** Accounts with which people and jobs work: under them our writes cannot be told from theirs. */
const sharedAccounts = /^(admin|administrator|root)$/i

/** What stands in the way, each with what to do about it. */
export async function checks(erp: Erp, settings: Settings, signal: AbortSignal): Promise<Finding[]> {
  const methods = (await erp.call('system.listMethods', [], signal)) as string[]
  const models = methods.filter(method => /^model\.(?!ir\.|res\.).+\.search_read$/.test(method)).length
  const stamp = await someStamp(erp, signal)
  // A proxy before it may let through its databases only.
  const version = await erp.version(signal).catch(() => '?')
  return [
    { code: 'answers', level: 'right', params: { version } },
    finding(models > 0, 'models-seen', 'wrong', { models }),
    finding(!isOpenToAll(urlOf(settings, 'url')), 'sent-in-the-clear', 'warning'),
    finding(!sharedAccounts.test(erp.account), 'account-of-its-own', 'warning', { account: erp.account }),
    // On SQLite: two writes within a second are one to it.
    finding(stamp === null || stamp.includes('.'), 'stamps-to-the-second', 'warning'),
    { code: 'changes-by-stamp', level: 'warning', params: {} },
  ]
}

/** The stamp of our own account's record, which everybody may read. */
async function someStamp(erp: Erp, signal: AbortSignal): Promise<string | null> {
  const context = await erp.context(signal)
  const asked = [[['login', '=', erp.account]], 0, 1, [['id', 'ASC']], ['_timestamp'], context]
  const found = await erp.call('model.res.user.search_read', asked, signal).catch(() => null)
  const [row] = (found ?? []) as { _timestamp?: string }[]
  return row?._timestamp ?? null
}
