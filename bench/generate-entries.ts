import type { Client } from 'pg'
import { type RowWriter, copyRows } from './copy.ts'
import { bits, chooser, draw } from './draw.ts'
import type { Scene } from './scene.ts'
import { entryTitles, sentences } from './words.ts'

const span = 4 * 365 * 86_400_000
/** How unequal customers are: 2 gives the busiest of 1.2 million some 9,000 of 10 million entries. */
const skew = 2

const kinds = ['note', 'call', 'email', 'meeting'] as const
const kind = chooser(kinds, 0.5)
const encodedKinds = Object.fromEntries(kinds.map(name => [name, Buffer.from(name)]))
const encodedTitles = Object.fromEntries(
  kinds.map(name => [name, (entryTitles[name] ?? []).map(title => Buffer.from(title))]),
)
const bodies = sentences.flatMap(first => [
  Buffer.from(first),
  ...sentences.map(second => Buffer.from(`${first} ${second}`)),
])
const directions = [Buffer.from('in'), Buffer.from('out')]

/**
 * Streams the timeline entries `part.from` to `part.to`, in the order of time as they would have come, and notes each
 * customer's latest.
 */
export async function loadEntries(
  client: Client,
  scene: Scene,
  part: { from: number; to: number },
): Promise<void> {
  const place = spread(scene.customers)
  await copyRows(
    client,
    'customers.timeline_entry (customer_id, id, at, kind, title, body, actor_id, direction)',
    {
      ...part,
      write: (out, row) => writeEntry(out, scene, { row, customer: place(draw(scene.seed, row, 50)) }),
    },
  )
}

function writeEntry(out: RowWriter, scene: Scene, entry: { row: number; customer: number }): void {
  const { seed } = scene
  const { row, customer } = entry
  const at = scene.end - span + Math.floor(((row + 0.5) / scene.sizes.entries) * (span - 3_600_000))
  if ((scene.lastContact[customer] as number) < at) scene.lastContact[customer] = at
  const name = kind(draw(seed, row, 51))
  const titles = encodedTitles[name] as Buffer[]
  const shape = bits(seed, row, 52)
  out.row(8)
  out.id(scene.ids, customer * 16)
  out.newId(at, bits(seed, row, 53), shape)
  out.time(at)
  out.bytes(encodedKinds[name] as Buffer)
  out.bytes(titles[shape % titles.length] as Buffer)
  if (shape % 10 < 6) out.bytes(bodies[(shape >>> 4) % bodies.length] as Buffer)
  else out.absent()
  out.id(scene.users, ((shape >>> 12) % scene.userCount) * 16)
  if (name === 'call' || name === 'email') out.bytes(directions[shape & 1] as Buffer)
  else out.absent()
}

/** Chooses customers heavy-tailed: near 0 the busiest; they are spread evenly over all. */
export function spread(customers: number): (at: number) => number {
  // A step without a common divisor visits every customer once.
  let step = Math.floor(customers * 0.618) | 1
  while (divisor(step, customers) !== 1) step += 2
  return at => (Math.floor(at ** skew * customers) * step) % customers
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
