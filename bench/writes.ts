import { draw } from './draw.ts'
import { latencyOf } from './measure.ts'
import type { Line } from './report.ts'
import { customerId, type Scene } from './scene.ts'
import { replay, type Sent } from './statements.ts'
import { organisationOf, personOf } from './population.ts'
import { type Bench, pickAt, timed } from './work.ts'

const limit = 15

/** A new person with e-mail address and telephone, as a form sends it. */
function newCustomer(seed: number, turn: number): Record<string, unknown> {
  const it = turn % 6 === 5 ? organisationOf(seed, 10_000_000 + turn) : personOf(seed, 10_000_000 + turn)
  const points = [
    { kind: 'email', value: it.email ?? `new${turn}@mail.example` },
    { kind: 'phone', value: it.phone ?? '+46 8 465 004 00' },
  ]
  return {
    kind: it.kind,
    name: it.name,
    ...(it.kind === 'person' ? { givenName: it.given, familyName: it.family } : {}),
    city: it.city,
    country: it.country,
    contactPoints: points,
  }
}

/** Creates customers one after the other over HTTP; beside it the same writes by `pg` alone. Answers how many it made. */
export async function measureCreation(bench: Bench, scene: Scene): Promise<{ line: Line; made: number }> {
  let made = 0
  const over = await timed(bench, async turn => {
    const body = JSON.stringify(newCustomer(scene.seed, turn))
    const reply = await bench.connection.send({ method: 'POST', path: '/api/v1/customers', body })
    if (reply.status !== 201)
      throw new Error(`A creation answered ${reply.status}: ${reply.body.slice(0, 300)}`)
    made++
  })
  const recorded: Sent[][] = []
  for (let turn = 0; turn < needed(bench); turn++) {
    const body = newCustomer(scene.seed, 100_000 + turn)
    recorded.push(await bench.product.statementsOf({ endpoint: 'customers.create', body }))
  }
  const alone = await latencyOf(turn => replay(bench.raw, pickAt(recorded, turn)), bench.counts)
  return {
    line: line('create a customer', over, alone.p50),
    made: made + recorded.length,
  }
}

/** Changes one field with `If-Match`, each time of another customer. */
export async function measureChange(bench: Bench, scene: Scene): Promise<Line> {
  const id = (turn: number) => customerId(scene, Math.floor(draw(scene.seed, turn, 300) * scene.customers))
  const jobTitle = (turn: number) => `Adviser ${turn}`
  const versions = new Map<string, string>()
  for (let turn = 0; turn < needed(bench); turn++) {
    const reply = await bench.connection.send({ method: 'GET', path: `/api/v1/customers/${id(turn)}` })
    versions.set(id(turn), reply.etag ?? '')
  }
  const over = await timed(bench, async turn => {
    const reply = await bench.connection.send({
      method: 'PATCH',
      path: `/api/v1/customers/${id(turn)}`,
      body: JSON.stringify({ jobTitle: jobTitle(turn) }),
      headers: { 'If-Match': versions.get(id(turn)) ?? '' },
    })
    if (reply.status !== 200)
      throw new Error(`A change answered ${reply.status}: ${reply.body.slice(0, 300)}`)
    versions.set(id(turn), reply.etag ?? '')
  })
  const recorded: Sent[][] = []
  for (let turn = 0; turn < needed(bench); turn++) {
    const ifMatch = Number(/\d+/.exec(versions.get(id(turn)) ?? '')?.[0])
    const body = { jobTitle: jobTitle(turn + 1_000_000) }
    recorded.push(
      await bench.product.statementsOf({
        endpoint: 'customers.change',
        params: { id: id(turn) },
        body,
        ifMatch,
      }),
    )
  }
  const alone = await latencyOf(turn => replay(bench.raw, pickAt(recorded, turn)), bench.counts)
  return line('change a customer', over, alone.p50)
}

/** Every recorded write can be sent only once: as many as warm-up and three runs take. */
function needed({ counts }: Bench): number {
  return counts.warm + counts.count * 3
}

function line(work: string, over: Awaited<ReturnType<typeof timed>>, raw: number): Line {
  const { p50, p95, p99 } = over.latency
  return { work, limit: `p95 ≤ ${limit} ms`, p50, p95, p99, raw, cpu: over.cpu, within: p95 <= limit }
}
