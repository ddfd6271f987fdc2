import { once } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { StandingWork } from '../platform/jobs/job.ts'
import { standing } from '../platform/jobs/standing.ts'
import { type TestApp, testApp } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

/** The running product, with this work instead of its own. */
const kernelWith = (works: StandingWork[]) => ({
  ...app.kernel,
  modules: [{ name: 'test', standing: works }],
})

const untilStopped = ({ signal }: { signal: AbortSignal }) => once(signal, 'abort').then(() => {})

test('work that fails or ends by itself begins again, and is waited for when it is stopped', async () => {
  const begun: string[] = []
  let ended = false
  const failing: StandingWork = {
    name: 'failing',
    where: 'everywhere',
    run: async work => {
      begun.push('again')
      if (begun.length === 1) throw new Error('on purpose')
      await untilStopped(work)
      await new Promise(setImmediate)
      ended = true
    },
  }
  const stop = standing(kernelWith([failing]), { worker: false })
  await vi.waitFor(() => expect(begun).toHaveLength(2), { timeout: 20_000 })
  expect(ended).toBe(false)
  await stop()
  expect(ended).toBe(true)
  expect(begun).toHaveLength(2)
})

test('a process that only serves the web leaves the work of workers to them', async () => {
  const begun: string[] = []
  const work = (name: string, where: StandingWork['where']): StandingWork => ({
    name,
    where,
    run: async given => {
      begun.push(name)
      await untilStopped(given)
    },
  })
  const works = [work('following', 'worker'), work('measuring', 'everywhere')]
  const web = standing(kernelWith(works), { worker: false })
  const worker = standing(kernelWith(works), { worker: true })
  await Promise.all([web(), worker()])
  expect(begun).toEqual(['measuring', 'following', 'measuring'])
})
