import type { HttpConnection, Request } from './http-client.ts'
import { draw } from './draw.ts'
import { inventedOf } from './generate-customers.ts'
import { spread } from './generate-entries.ts'
import { customerId, type Scene } from './scene.ts'
import { cities, tags } from './words.ts'

/** An endpoint with its input: as a request over HTTP, and as a call of the same handler in this process. */
export type Ask = { endpoint: string; params: Record<string, string>; query: Record<string, string> }

/** What is asked of the product, drawn from the records of the set; the same for the same set. */
export type Asks = {
  records: Ask[]
  pages: Ask[]
  firstLists: Ask[]
  laterLists: Ask[]
  searches: Record<'name' | 'email' | 'telephone' | 'typo', Ask[]>
}

const samples = 200

/** Draws what will be asked. The later pages are found by following the cursors of each list over `send`. */
export async function asksOf(scene: Scene, connection: HttpConnection): Promise<Asks> {
  const firstLists = lists(scene)
  const laterLists = await follow(firstLists, connection)
  const busy = spread(scene.customers)
  const each = (make: (turn: number) => Ask) => Array.from({ length: samples }, (_, turn) => make(turn))
  const anyone = (turn: number) => Math.floor(draw(scene.seed, turn, 200) * scene.customers)
  return {
    records: each(turn => ask('customers.get', { id: customerId(scene, anyone(turn)) })),
    // Of the busiest half per cent: those have the 50 entries that a full page shows.
    pages: each(turn =>
      ask('customers.page', { id: customerId(scene, busy(draw(scene.seed, turn, 201) * 0.07)) }),
    ),
    firstLists,
    laterLists,
    searches: searches(scene, anyone),
  }
}

/** The path of an ask below the server's address. */
export function requestOf({ endpoint, params, query }: Ask): Request {
  const paths: Record<string, string> = {
    'customers.get': `/customers/${params.id}`,
    'customers.page': `/customers/${params.id}/page`,
    'customers.list': '/customers',
    search: '/search',
  }
  const search = new URLSearchParams(query).toString()
  return { method: 'GET', path: `/api/v1${paths[endpoint]}${search ? `?${search}` : ''}` }
}

function ask(endpoint: string, params: Record<string, string>, query: Record<string, string> = {}): Ask {
  return { endpoint, params, query }
}

type Condition = { field: string; op: string; value: string | string[] }

function lists(scene: Scene): Ask[] {
  const owner = (index: number) => uuid(scene.users.toString('hex', index * 16, index * 16 + 16))
  const eq = (field: string, value: string): Condition => ({ field, op: 'eq', value })
  const filters: Condition[][] = [
    [],
    ...[0, 8, 40, 90].map(index => [
      eq('kind', 'person'),
      eq('city', cities[index % cities.length]?.name ?? ''),
    ]),
    [eq('kind', 'organisation'), eq('city', 'Oslo')],
    ...[0, 60, 190].map(index => [eq('owner', owner(index))]),
    ...[0, 6, 20].map(index => [{ field: 'tags', op: 'has-any', value: [tags[index] ?? ''] }]),
    ...['gold', 'silver'].map(level => [eq('level', level)]),
    [eq('level', 'gold'), eq('owner', owner(3))],
    ...['an', 'berg', 'lind', 'мо'].map(value => [{ field: 'name', op: 'starts-with', value }]),
    [{ field: 'lastContactAt', op: 'within', value: 'last-30-days' }],
    [{ field: 'lastContactAt', op: 'within', value: 'last-7-days' }, eq('kind', 'person')],
  ]
  const sorts = ['name', '-lastContactAt', 'createdAt']
  return filters.flatMap(conditions =>
    sorts.map(sort => {
      const query: Record<string, string> = { sort, limit: '50' }
      if (conditions.length > 0) query.filter = JSON.stringify({ and: conditions })
      return ask('customers.list', {}, query)
    }),
  )
}

const stepsDeep = 12

/** Later pages of each list: cursors are followed in large steps, then pages of the usual size are asked from there. */
async function follow(first: readonly Ask[], connection: HttpConnection): Promise<Ask[]> {
  const found: Ask[] = []
  for (const start of first) {
    let cursor: string | null = null
    for (let step = 0; step < stepsDeep; step++) {
      const wide: Ask = { ...start, query: { ...start.query, limit: '200', ...(cursor ? { cursor } : {}) } }
      const reply = await connection.send(requestOf(wide))
      if (reply.status !== 200)
        throw new Error(`A list answered ${reply.status}: ${reply.body.slice(0, 500)}`)
      cursor = (JSON.parse(reply.body) as { next: string | null }).next
      if (!cursor) break
      if (step % 3 === 2) found.push({ ...start, query: { ...start.query, cursor } })
    }
  }
  if (found.length === 0) throw new Error('No list of this set has a second page.')
  return found
}

function searches(scene: Scene, anyone: (turn: number) => number): Asks['searches'] {
  const found: Asks['searches'] = { name: [], email: [], telephone: [], typo: [] }
  const push = (kind: keyof Asks['searches'], q: string | undefined) => {
    if (q && q.length >= 3 && found[kind].length < samples) found[kind].push(ask('search', {}, { q }))
  }
  for (let turn = 0; turn < samples * 8; turn++) {
    const it = inventedOf(scene, anyone(turn + 5000))
    const at = draw(scene.seed, turn, 202)
    const word = it.sortName.split(' ')[turn % 2] ?? it.sortName
    push('name', word.slice(turn % 3 === 0 ? 1 : 0, 3 + Math.floor(at * 4)))
    push('email', it.email?.slice(Math.floor(at * 3), 6 + Math.floor(at * 12)))
    push('telephone', turn % 2 === 0 ? it.phone?.slice(-6) : it.phone?.slice(4, 9 + Math.floor(at * 3)))
    if (word.length >= 6) push('typo', word.slice(0, 3) + word.slice(4))
  }
  for (const part of ['an', 'son', 'gmail', 'anna', 'berg', 'bygg'])
    found.name.push(ask('search', {}, { q: part }))
  return found
}

function uuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
