import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Line } from '../report.ts'
import type { Others, WrittenThere } from './away.ts'
import type { GoingOn } from './going-on.ts'

type Back = { ours: pg.Client; others: Others; going: GoingOn }

/** Waits until nothing is on its way any more, and compares what stands there with what was acknowledged and with our copy. */
export async function atRest({
  ours,
  others,
  going,
}: Back): Promise<{ states: Record<string, number>; lines: Line[] }> {
  const states = await settled(ours)
  await sleep(2000)
  const standing = await others.standing()
  const written = await others.written()
  const lost = missing(going.towns, standing.towns).length + missing(going.trades, standing.cities).length
  const twice = repeated(written.towns).length + repeated(written.cities).length
  const unlike =
    (await unlikeCopy(ours, { object: others.objects.debtor, field: 'town', standing: standing.towns })) +
    (await unlikeCopy(ours, { object: others.objects.clients, field: 'city', standing: standing.cities }))
  const sent = written.towns.length + written.cities.length
  const wanted = going.towns.size + going.trades.size
  const line = (work: string, limit: string, rate: number, note: string): Line => ({
    work,
    limit,
    rate,
    within: rate === 0,
    note,
  })
  const { confirmed = 0, withdrawn = 0, ...others_ } = states
  const stuck = Object.values(others_).reduce((all, n) => all + n, 0)
  return {
    states,
    lines: [
      line(
        'last words that do not stand there',
        'none',
        lost,
        `${going.changes} changes acknowledged, ${wanted} last words`,
      ),
      line('written there twice', 'none', twice, `${sent} written`),
      line(
        'records that our copy has otherwise',
        'none',
        unlike,
        `${standing.towns.size + standing.cities.size} compared`,
      ),
      line(
        'operations that ended otherwise than confirmed',
        'none',
        stuck,
        `${confirmed} confirmed, ${withdrawn} withdrawn`,
      ),
    ],
  }
}

async function settled(ours: pg.Client): Promise<Record<string, number>> {
  for (let tries = 0; tries < 2400; tries++) {
    const { rows } = await ours.query<{ state: string; n: number }>(
      'select state, count(*)::int as n from integration.operation group by 1',
    )
    const states = Object.fromEntries(rows.map(({ state, n }) => [state, n]))
    if (!states.pending && !states.sent) return states
    await sleep(250)
  }
  throw new Error('Operations are still on their way ten minutes after the systems were back.')
}

function missing(said: ReadonlyMap<number, string>, standing: ReadonlyMap<number, string>): number[] {
  return [...said].filter(([number, value]) => standing.get(number) !== value).map(([number]) => number)
}

function repeated(written: readonly WrittenThere[]): string[] {
  const seen = new Set<string>()
  return written
    .map(({ number, value }) => `${number} ${value}`)
    .filter(one => seen.size === seen.add(one).size)
}

type Compared = { object: string; field: string; standing: ReadonlyMap<number, string> }

async function unlikeCopy(ours: pg.Client, { object, field, standing }: Compared): Promise<number> {
  const { rows } = await ours.query<{ number: number; value: string }>(
    'select key::int as number, values ->> $2 as value from integration.mirror where object_id = $1 and gone_at is null',
    [object, field],
  )
  const unlike = rows.filter(({ number, value }) => standing.get(number) !== value)
  return unlike.length + Math.abs(rows.length - standing.size)
}
