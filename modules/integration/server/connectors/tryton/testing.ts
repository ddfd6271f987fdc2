import type { Tryton } from '../../../testing/systems/tryton.ts'
import type { Settings } from '../port.ts'

/** Time for the first start on a new server, which makes the 300 tables of an ERP. */
export const onceForTryton = 420_000

/** How the connector reaches a Tryton of the tests, looking for changes without a pause worth the name. */
export function settingsFor(erp: Pick<Tryton, 'url' | 'account'>): Settings {
  const { origin, pathname } = new URL(erp.url)
  return {
    url: origin,
    database: pathname.replaceAll('/', ''),
    ...erp.account,
    every: 0.2,
    compare: 0.005,
    overlap: 60,
  }
}
