import type { Context } from '../../../../platform/context.ts'
import { lookupChecked } from '../../../../platform/outbound/connect.ts'
import { openNetworks } from '../../../../platform/outbound/networks.ts'
import { sendThrough } from '../../../../platform/outbound/send.ts'
import { purposeOf } from '../../../../platform/secrets/sealed.ts'
import type { Settings, Surroundings } from '../connectors/port.ts'
import type { StoredSystem } from './system.ts'

const purpose = (id: string) => purposeOf({ table: 'integration.system', column: 'sealed' }, id)

/** Secret settings as one sealed text; null where there are none. */
export function sealedOf({ secrets }: Pick<Context, 'secrets'>, id: string, values: Settings): string | null {
  return Object.keys(values).length === 0 ? null : secrets.seal(JSON.stringify(values), purpose(id))
}

/** All settings, secrets opened. Only for the connector: they go nowhere else. Throws `CannotOpen`. */
export function settingsOf(
  { secrets }: Pick<Context, 'secrets'>,
  system: Pick<StoredSystem, 'id' | 'settings' | 'sealed'>,
): Settings {
  const { id, settings, sealed } = system
  return sealed === null
    ? settings
    : { ...settings, ...(JSON.parse(secrets.open(sealed, purpose(id))) as Settings) }
}

/** What a connector needs besides: the ways to the outside, which end at checked addresses only. */
export async function surroundingsFor(
  ctx: Pick<Context, 'db' | 'log' | 'outbound'>,
  mark: string,
): Promise<Surroundings> {
  const lookup = lookupChecked(await openNetworks(ctx))
  return { log: ctx.log, mark, lookup, send: sendThrough(lookup) }
}
