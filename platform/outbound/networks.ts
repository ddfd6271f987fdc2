import type { Context } from '../context.ts'
import { Invalid } from '../errors.ts'
import { keepSetting, settingOf } from '../settings.ts'
import { networkOf, WrongNetwork } from './addresses.ts'

const name = 'outbound.networks'

type Reader = Pick<Context, 'db' | 'outbound'>

/** All networks of one's own that connections may go to: those the environment opens, and those an administrator has opened. */
export async function openNetworks(ctx: Reader): Promise<string[]> {
  return [...ctx.outbound, ...(await networksSet(ctx))]
}

/** The networks that an administrator has opened, and those he cannot close. */
export async function networksView(ctx: Reader): Promise<{ networks: string[]; always: string[] }> {
  return { networks: await networksSet(ctx), always: [...ctx.outbound] }
}

/** Opens these networks and closes the others; connections that are open go on. Throws `Invalid` with every text that is none. */
export async function setNetworks(
  ctx: Reader,
  given: readonly string[],
): Promise<{ networks: string[]; always: string[] }> {
  const networks = [...new Set(given.map(text => text.trim()))]
  const wrong = networks.flatMap((text, at) => problemOf(text, at))
  if (wrong.length > 0) throw new Invalid(wrong)
  await keepSetting(ctx, name, networks)
  return networksView(ctx)
}

function networksSet({ db }: Reader): Promise<string[]> {
  return settingOf<string[]>(db, name, [])
}

function problemOf(text: string, at: number) {
  try {
    networkOf(text)
    return []
  } catch (error) {
    if (!(error instanceof WrongNetwork)) throw error
    return [{ path: `networks.${at}`, code: 'platform.bad-network', message: error.message }]
  }
}
