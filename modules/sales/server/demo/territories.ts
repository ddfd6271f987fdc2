import type { Context } from '../../../../platform/context.ts'
import { askHandOver } from '../territories/hand-overs.ts'
import { addTerritory, giveTerritory, type NewTerritory } from '../territories/territories.ts'

type Planned = NewTerritory & { below?: string; first?: boolean }

const planned: readonly Planned[] = [
  { name: 'Nordic countries', rule: { countries: ['NO', 'SE', 'DK', 'FI'] }, first: true },
  { name: 'Norway', below: 'Nordic countries', rule: { countries: ['NO'] } },
  {
    name: 'Oslo and around',
    below: 'Norway',
    rule: { countries: ['NO'], postcodes: ['0', '1', '2', '3'] },
  },
  { name: 'Sweden', below: 'Nordic countries', rule: { countries: ['SE'] } },
  { name: 'Denmark', below: 'Nordic countries', rule: { countries: ['DK'] } },
  { name: 'Germany and Austria', rule: { countries: ['DE', 'AT'] }, first: true },
  { name: 'Bavaria', below: 'Germany and Austria', rule: { countries: ['DE'], postcodes: ['8', '9'] } },
]

const month = 30 * 86_400_000

/** Draws the demo company's territories, gives most of them to a seller, and asks for a hand-over that waits for a word. */
export async function demoTerritories(ctx: Context, sellers: readonly string[]): Promise<void> {
  const fromOn = new Date(ctx.now.getTime() - 9 * month).toISOString().slice(0, 10)
  const made = new Map<string, string>()
  for (const [at, { below, first, ...territory }] of planned.entries()) {
    const parent = below === undefined ? null : (made.get(below) ?? null)
    const { id } = await addTerritory(ctx, { ...territory, parent, fromOn })
    made.set(territory.name, id)
    const user = sellers[at % Math.max(1, sellers.length)]
    // What has parts of its own is looked after in these.
    if (user && !first) await giveTerritory(ctx, { id, user, from: fromOn })
  }
  const [from, to] = sellers
  const territory = made.get('Oslo and around')
  if (from && to && territory)
    await askHandOver(ctx, {
      from,
      to,
      territory,
      keptPercent: 30,
      note: 'From the new year on, when the northern round is driven from Oslo.',
    }).catch(refusedQuietly)
}

/** Where the first seller has nobody there, nothing has to pass. */
function refusedQuietly(error: unknown): void {
  if ((error as { code?: string }).code !== 'sales.nothing-to-hand-over') throw error
}
