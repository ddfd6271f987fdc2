import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { skipping } from '../../testing/systems/skipping.ts'
import { within } from '../calls/term.ts'
import { type DatabaseStage, databaseStages } from './database-stage.ts'
import type { RemoteObject, WriteResult } from './port.ts'

/** A write that comes late, since somebody else may count on what stands there by then: against a real database of each kind. */

const schema = `create table place (no int primary key, town varchar(40)); insert into place values (1, 'Oslo')`

for (const { name, start, missing } of databaseStages) {
  describe.skipIf(skipping(missing))(`a late write to ${name}`, () => {
    let stage: DatabaseStage
    let object: RemoteObject
    beforeAll(async () => {
      stage = await start(schema)
      const objects = await stage.connection.objects(AbortSignal.timeout(20_000))
      object = objects.find(({ name }) => name === 'place') as RemoteObject
    }, 120_000)
    afterEach(() => stage.line.set({}))
    afterAll(() => stage?.stop())

    const isHeld = async () => (await stage.ask('select no from place for update skip locked')).length === 0
    const town = async () => (await stage.ask('select town from place'))[0]?.town
    const write = (left: () => number, patience = 20_000): Promise<WriteResult> => {
      if (!stage.connection.write) throw new Error('It cannot write.')
      const [set, expected] = [{ town: 'Bergen' }, { town: 'Oslo' }]
      return stage.connection.write(
        { operation: randomUUID(), object, key: '1', set, expected, version: null, left },
        AbortSignal.timeout(patience),
      )
    }

    test('changes nothing where the statement was sent in time and arrives when it is over', async () => {
      const left = () => {
        // From now on everything takes longer than there is time.
        stage.line.set({ latency: 400 })
        return 200
      }
      await expect(write(left)).rejects.toMatchObject({ kind: 'unreachable' })
      expect(await town()).toBe('Oslo')
    })

    test('changes nothing where it waited for somebody else until it was over', async () => {
      const goOn = await stage.stay('start transaction; select * from place for update')
      const writing = write(within(300)).catch((error: unknown) => error)
      await new Promise(done => setTimeout(done, 600))
      await goOn('commit')
      expect(await writing).toMatchObject({ kind: 'unreachable' })
      expect(await town()).toBe('Oslo')
    })

    test('holds nothing there where whoever writes says nothing more', async () => {
      stage.line.set({ latency: 40 })
      const writing = write(() => 10_000, 6000).catch((error: unknown) => error)
      await expect.poll(isHeld, { timeout: 6000, interval: 5 }).toBe(true)
      // Nothing comes through any more: neither that it is done, nor that it was given up.
      stage.line.set({ blackHole: true })
      expect(await writing).toMatchObject({ kind: 'no-answer' })
      await expect.poll(isHeld, { timeout: 20_000 }).toBe(false)
      expect(await town()).toBe('Oslo')
    })

    // Only here can a trigger end the connection within the commit.
    if (name === 'PostgreSQL')
      test('is in doubt where the server stops while it commits', async () => {
        await stage.ask(`create function stop() returns trigger language plpgsql as $$
          begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
        create constraint trigger stopping after update on place deferrable initially deferred
          for each row execute function stop()`)
        await expect(write(within(10_000))).rejects.toMatchObject({ kind: 'no-answer' })
        await stage.ask('drop trigger stopping on place')
        expect(await town()).toBe('Oslo')
      })

    test('in time is done', async () => {
      expect(await write(within(10_000))).toMatchObject({ outcome: 'written' })
      expect(await town()).toBe('Bergen')
    })
  })
}
