import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CallFailed, type FailureKind } from '../connectors/failures.ts'
import { breakersOf } from './breakers.ts'
import { type Asked, guardOf } from './guard.ts'
import { type Limits, purposes, usualLimits } from './limits.ts'
import { adaptiveSlots } from './slots.ts'
import { tokensPerSecond } from './tokens.ts'

const page: Asked = { purpose: 'page' }
const background: Asked = { purpose: 'background' }
const write: Asked = { purpose: 'write' }

const guard = (limits: Partial<Limits> = {}, firstPause = 60) =>
  guardOf({ ...usualLimits, ...limits }, breakersOf({ firstPause }))
const fails =
  (kind: FailureKind = 'unreachable') =>
  () =>
    Promise.reject(new CallFailed(kind, 'as planned'))
const answers = () => Promise.resolve('answer')
const kindOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    error => (error as CallFailed).kind,
  )

test('a call that takes too long is given up, also where the connector does not listen', async () => {
  const never = () => new Promise<never>(() => {})
  expect(await kindOf(guard().call({ ...page, timeout: 30 }, never))).toBe('no-answer')
})

test('a system that fails is left alone after a few calls, by pages only where only pages met it', async () => {
  const one = guard()
  for (let call = 0; call < 4; call++) await kindOf(one.call(page, fails()))
  let reached = 0
  const reaches = () => {
    reached++
    return answers()
  }
  expect(await kindOf(one.call(page, reaches))).toBe('held-back')
  expect(reached).toBe(0)
  expect(await one.call(write, reaches)).toBe('answer')
  expect(one.state().breakers).toEqual({ page: 'open', background: 'closed', write: 'closed' })
})

test('after a while one call tries whether the system is well, and if it is all are let through', async () => {
  const one = guard()
  for (let call = 0; call < 4; call++) await kindOf(one.call(page, fails()))
  await expect.poll(() => kindOf(one.call(page, answers)), { interval: 20, timeout: 10_000 }).toBe('answered')
  expect(one.state().breakers.page).toBe('closed')
  expect(await kindOf(one.call(page, answers))).toBe('answered')
})

test('what a system answers on purpose is no sickness', async () => {
  const one = guard()
  for (let call = 0; call < 30; call++) expect(await kindOf(one.call(page, fails('denied')))).toBe('denied')
  expect(one.state().breakers.page).toBe('closed')
})

test('those who ask the same at the same time get one answer, and one failure', async () => {
  const one = guard()
  let reached = 0
  const slow = async () => {
    reached++
    await sleep(20)
    return reached
  }
  const same = { ...page, same: 'customer 7' }
  expect(await Promise.all([one.call(same, slow), one.call(same, slow), one.call(same, slow)])).toEqual([
    1, 1, 1,
  ])
  expect(await one.call(same, slow)).toBe(2)
  const failing = [one.call(same, fails()), one.call(same, fails())]
  expect(await Promise.all(failing.map(kindOf))).toEqual(['unreachable', 'unreachable'])
  expect(one.state()).toMatchObject({ asked: 6, shared: 3, answered: 2, failed: 1 })
})

test('no more calls run at the same time than allowed, and who finds the queue full is held back at once', async () => {
  const one = guard({ atOnce: 2, waiting: 3 })
  let running = 0
  let most = 0
  const busy = async () => {
    most = Math.max(most, ++running)
    await sleep(20)
    running--
  }
  const kinds = await Promise.all(Array.from({ length: 9 }, () => kindOf(one.call(page, busy))))
  expect(most).toBe(2)
  expect(kinds.filter(kind => kind === 'answered')).toHaveLength(5)
  expect(kinds.filter(kind => kind === 'held-back')).toHaveLength(4)
})

test('while answers get slower fewer calls run at the same time, and more again when they are fast', async () => {
  const slots = adaptiveSlots({ most: 16, queue: 0 })
  const answered = async (milliseconds: number) => (await slots.take(AbortSignal.timeout(1000)))(milliseconds)
  for (let call = 0; call < 20; call++) await answered(10)
  expect(slots.limit()).toBe(16)
  for (let call = 0; call < 60; call++) await answered(400)
  expect(slots.limit()).toBeLessThan(8)
  for (let call = 0; call < 60; call++) await answered(10)
  expect(slots.limit()).toBe(16)
})

test('a bucket gives so many calls at once and then as many as a second brings', () => {
  let now = 0
  const tokens = tokensPerSecond({ perSecond: 10, together: 3 }, () => now)
  const taken = () => Array.from({ length: 5 }, tokens.take).filter(Boolean).length
  expect(taken()).toBe(3)
  now += 250
  expect(taken()).toBe(2)
  now += 60_000
  expect(taken()).toBe(3)
})

test('a read in the background is tried again, as long as second tries are few', async () => {
  const one = guard({ secondTries: 0.1 })
  let reached = 0
  const once = () => (++reached === 1 ? fails()() : answers())
  expect(await one.call(background, once)).toBe('answer')
  const sick = guard({ secondTries: 0.1, perSecond: 10_000, together: 10_000 }, 1)
  for (let call = 0; call < 200; call++) {
    await kindOf(sick.call(background, fails()))
    await kindOf(sick.call(background, answers))
  }
  expect(sick.state().again).toBeLessThanOrEqual(Math.ceil(400 * 0.1) + 1)
})

test('a write is never tried twice', async () => {
  const one = guard()
  let reached = 0
  const failing = () => {
    reached++
    return fails('no-answer')()
  }
  expect(await kindOf(one.call(write, failing))).toBe('no-answer')
  expect(reached).toBe(1)
})

test('a system that is switched off is asked nothing, and answers again when it is switched on', async () => {
  const one = guard()
  const on = one.switchOff()
  expect(await Promise.all(purposes.map(purpose => kindOf(one.call({ purpose }, answers))))).toEqual([
    'held-back',
    'held-back',
    'held-back',
  ])
  expect(one.state().breakers.write).toBe('switched-off')
  on()
  expect(await Promise.all(purposes.map(purpose => kindOf(one.call({ purpose }, answers))))).toEqual([
    'answered',
    'answered',
    'answered',
  ])
})

test('whatever happens, each call that was asked for is counted once', async () => {
  const step = fc.record({
    purpose: fc.constantFrom(...purposes),
    same: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    outcome: fc.constantFrom('answer', 'unreachable', 'no-answer', 'denied', 'broken-answer', 'slow'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async steps => {
      const one = guard({ atOnce: 3, waiting: 4, together: 20, perSecond: 1000 }, 5)
      const ended = await Promise.all(
        steps.map(({ purpose, same, outcome }) => {
          const asked = { purpose, timeout: 25, ...(same ? { same: `${purpose} ${same}` } : {}) }
          const run = outcome === 'answer' ? answers : fails(outcome as FailureKind)
          return kindOf(one.call(asked, outcome === 'slow' ? () => sleep(200) : run))
        }),
      )
      const { asked, again, answered, failed, heldBack, shared, running, waiting, failures } = one.state()
      expect(ended).toHaveLength(steps.length)
      expect(asked).toBe(steps.length)
      expect(answered + failed + heldBack + shared).toBe(asked + again)
      expect(Object.values(failures).reduce((sum, n) => sum + n, 0)).toBe(failed)
      expect({ running, waiting }).toEqual({ running: 0, waiting: 0 })
    }),
    { numRuns: 40 },
  )
})
