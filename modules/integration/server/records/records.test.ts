import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { type Beside, storingWhatIsHeard, systemBeside } from '../../testing/beside.ts'
import { integrationContract } from '../../contract.ts'
import { closeSystems } from '../systems/opened.ts'

let app: TestApp
let stop: () => Promise<void>
const systems: Beside[] = []
beforeAll(async () => {
  app = await testApp({ outbound: '127.0.0.0/8' })
  stop = storingWhatIsHeard(app)
})
afterAll(async () => {
  await stop()
  await closeSystems()
  await app.close()
})
afterEach(async () => {
  for (const system of systems.splice(0)) await system.remove()
})

async function beside(given: Parameters<typeof systemBeside>[1] = {}): Promise<Beside> {
  const made = await systemBeside(app, given)
  systems.push(made)
  return made
}

const longAgo = () => new Date(Date.now() - 3_600_000)
const recordsOf = (id: string, asking: 'yes' | 'no' = 'yes') =>
  app.people.administrator.call(integrationContract.records, { params: { id }, query: { asking } })
const valuesOf = async (id: string, asking: 'yes' | 'no' = 'yes') =>
  Object.fromEntries(
    (await recordsOf(id, asking)).systems.flatMap(({ records }) =>
      records.flatMap(({ values }) => values.map(({ field, value, state }) => [field, `${value} ${state}`])),
    ),
  )

describe('a system that answers', () => {
  test('is shown as it stands there now, and our copy follows', async () => {
    const one = await beside()
    const { id, key } = await one.customer({ seenAt: longAgo() })
    one.change(key, { city: 'Bergen' })
    // The first question opens the way and reads the description.
    await expect.poll(() => valuesOf(id)).toMatchObject({ city: 'Bergen live', balance: '12.5 live' })
    await expect.poll(() => valuesOf(id, 'no')).toMatchObject({ city: 'Bergen live' })
  })
})
