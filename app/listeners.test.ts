import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Event } from '../platform/events/event.ts'
import { dispatchEvents } from '../platform/events/dispatch.ts'
import { newBatch } from '../platform/history/batch.ts'
import { newId } from '../platform/ids.ts'
import { allPermissions, contextFor, systemActor } from '../platform/kernel.ts'
import type { Listener } from '../platform/module.ts'
import { type TestApp, testApp } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const within = { timeout: 60_000, interval: 50 }

/** Tells so many things in one transaction; answers the records they were about. */
async function tell(kind: string, count: number): Promise<string[]> {
  const told = Array.from({ length: count }, () => newId())
  const actor = systemActor(allPermissions(app.kernel.modules))
  await app.database.db.transaction().execute(async db => {
    const ctx = contextFor(app.kernel, { db, actor, batch: newBatch('platform.act.test') })
    for (const id of told) await ctx.emit({ kind, entity: 'test', rootId: id, recordId: id })
  })
  app.kernel.wake()
  return told.sort()
}

const after = (name: string, event: string, run: (events: readonly Event[]) => void): Listener => ({
  name,
  event,
  when: 'after',
  run: async (_ctx, events) => run(events),
})

async function placeOf(name: string): Promise<string> {
  const { rows } = await app.database.pool.query<{ at: string }>(
    `select xid || ' ' || id as at from platform.event_reader where name = $1`,
    [name],
  )
  return rows[0]?.at ?? ''
}

test('a listener that fails holds nobody up and gets what it missed; one for whom nothing comes moves on with the rest', {
  timeout: 120_000,
}, async () => {
  const [heard, late]: [string[], string[]] = [[], []]
  let failing = true
  const listeners = [
    after('test.fails', 'test.told', events => {
      if (failing) throw new Error('Not today.')
      late.push(...events.map(({ recordId }) => recordId))
    }),
    after('test.hears', 'test.told', events => {
      heard.push(...events.map(({ recordId }) => recordId))
    }),
    after('test.idle', 'test.never', () => {
      throw new Error('Nobody has told this.')
    }),
  ]
  const stop = await dispatchEvents({ ...app.kernel, listeners })
  try {
    const begun = await placeOf('test.idle')
    // More than is read at once.
    const told = await tell('test.told', 1_100)
    await vi.waitFor(() => expect(heard.toSorted()).toEqual(told), within)
    await vi.waitFor(async () => expect(await placeOf('test.idle')).toBe(await placeOf('test.hears')), within)
    expect(await placeOf('test.idle')).not.toBe(begun)
    expect(late).toEqual([])
    failing = false
    await vi.waitFor(() => expect(late.toSorted()).toEqual(told), within)
    await vi.waitFor(
      async () => expect(await placeOf('test.fails')).toBe(await placeOf('test.hears')),
      within,
    )
    expect(heard).toHaveLength(told.length)
  } finally {
    await stop()
  }
})
