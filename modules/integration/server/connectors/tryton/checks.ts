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
    ...(await companies(erp, methods, signal)),
    { code: 'changes-by-stamp', level: 'warning', params: {} },
  ]
}

/** Documents and balances belong to companies: who has none sees no sale and no invoice, and every balance as nothing. */
async function companies(erp: Erp, methods: readonly string[], signal: AbortSignal): Promise<Finding[]> {
  if (!methods.includes('model.company.company.read')) return []
  const context = await erp.context(signal)
  const said = await erp.call('model.res.user.get_preferences', [false, context], signal)
  const { company, companies: all = [], company_filter: filter } = (said ?? {}) as Preferences
  if (typeof company !== 'number') return [finding(false, 'company-set', 'warning', { account: erp.account })]
  const named = erp.call('model.company.company.read', [[company], ['rec_name'], context], signal)
  const [row] = (await named.catch(() => [])) as { rec_name?: string }[]
  const params = { company: row?.rec_name ?? String(company), companies: all.length }
  const findings = [finding(true, 'company-set', 'warning', params)]
  if (all.length > 1) findings.push(finding(filter === 'all', 'all-companies', 'warning', params))
  return findings
}

type Preferences = { company?: unknown; companies?: readonly unknown[]; company_filter?: unknown }

/** The stamp of our own account's record, which everybody may read. */
async function someStamp(erp: Erp, signal: AbortSignal): Promise<string | null> {
  const context = await erp.context(signal)
  const asked = [[['login', '=', erp.account]], 0, 1, [['id', 'ASC']], ['_timestamp'], context]
  const found = await erp.call('model.res.user.search_read', asked, signal).catch(() => null)
  const [row] = (found ?? []) as { _timestamp?: string }[]
  return row?._timestamp ?? null
}
