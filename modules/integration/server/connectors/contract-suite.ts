import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arrival, follow, heldOf, patience, type Stage } from './contract-stage.ts'
import { CallFailed } from './failures.ts'
import type { Connection, Position, RemoteChange, RemoteObject, RemoteRecord } from './port.ts'

export type { Stage } from './contract-stage.ts'

/** What every connector keeps, whatever stands behind it. `missing` says why the system cannot be started here. */
export function connectorSuite(name: string, missing: string | null, start: () => Promise<Stage>): void {
  describe.skipIf(missing !== null)(name, () => {
    let stage: Stage
    let connection: Connection
    let object: RemoteObject
    const mark = `tessera_${randomUUID().slice(0, 8)}`
    const opened: Connection[] = []

    const open = async (settings = stage.settings) => {
      const surroundings = { log: pino({ level: 'silent' }), mark }
      const made = await stage.connector.open(settings, surroundings)
      opened.push(made)
      return made
    }
    const all = async (after: string | null = null, chunk = 7) => {
      const found: RemoteRecord[] = []
      for await (const part of connection.readAll({ object, after, chunk }, patience())) {
        expect(part.length).toBeLessThanOrEqual(chunk)
        found.push(...part)
      }
      return found
    }
    const one = async (key: string) => (await connection.read({ object, keys: [key] }, patience()))[0]
    let held = new Set<string>()
    const place = async () => {
      const from = await connection.now([object], patience())
      held = await heldOf(connection, object)
      return from
    }

    beforeAll(async () => {
      stage = await start()
      connection = await open()
      const objects = await connection.objects(patience())
      object = objects.find(each => each.name === stage.object) as RemoteObject
    }, 420_000)
    afterAll(async () => {
      await Promise.all(opened.map(each => each.close().catch(() => {})))
      await stage?.remove()
    })

    test('says what it sees there and finds nothing wrong', async () => {
      const findings = await connection.test(patience())
      expect(findings.length).toBeGreaterThan(0)
      expect(findings.filter(({ level }) => level === 'wrong')).toEqual([])
    })

    test('finds the object with its key and its fields', () => {
      expect(object.key.length).toBeGreaterThan(0)
      const names = object.fields.map(field => field.name)
      expect(names).toEqual(expect.arrayContaining([...object.key, stage.text]))
      expect(new Set(names).size).toBe(names.length)
    })

    test('reads every record once, in chunks, and the rest from behind any of them', async () => {
      const records = await all()
      expect(records.length).toBeGreaterThan(14)
      expect(new Set(records.map(({ key }) => key)).size).toBe(records.length)
      const [, , , fourth] = records
      expect(await all((fourth as RemoteRecord).key)).toEqual(records.slice(4))
    })

    test('reads records by their keys and leaves out those that are not there', async () => {
      const records = await all()
      const wanted = [records[3], records[9]] as RemoteRecord[]
      const gone = await stage.outside.add()
      await stage.outside.remove(gone)
      const found = await connection.read(
        { object, keys: [...wanted.map(({ key }) => key), gone] },
        patience(),
      )
      expect(found.toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
        wanted.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      )
    })

    test.each([
      ['letters of the world', 'Smørrebrød & Søn – 株式会社 – شركة – 👩🏽‍🔧'],
      ['quotes and what looks like commands', `'; drop table customer; -- "\\" \${x} %s \\n`],
      ['lines and tabs', 'one\r\ntwo\tthree'],
      ['spaces at the ends', '  kept  '],
      ['nothing', null],
    ])('what another writes there is read, and arrives, as it was written: %s', async (_what, text) => {
      const key = await stage.outside.add()
      const from = await place()
      await stage.outside.change(key, text)
      expect((await one(key))?.values[stage.text]).toBe(text)
      const change = await arrival(connection, { object, from, held }, each => each.key === key)
      expect(change.after?.[stage.text]).toBe(text)
      expect(change.after).toEqual((await one(key))?.values)
      await stage.outside.remove(key)
    })

    test('tells of what came, changed and went after the place it was asked from, in that order', async () => {
      let from = await place()
      const key = await stage.outside.add()
      await stage.outside.change(key, 'first')
      await stage.outside.change(key, 'last')
      // What comes and goes between two looks was never there for one who polls.
      if (!stage.connector.abilities.includes('follow-log'))
        await follow(connection, { object, from, held }, ({ changes, position }) => {
          from = position
          return changes.some(each => each.key === key)
        })
      await stage.outside.remove(key)
      const seen: RemoteChange[] = []
      await follow(connection, { object, from, held }, portion => {
        seen.push(...portion.changes.filter(each => each.key === key))
        return seen.at(-1)?.after === null
      })
      // A poll may see several changes as one; what stands last is the same.
      expect(seen.length).toBeGreaterThan(0)
      expect(seen.at(-1)).toMatchObject({ key, after: null })
    })

    test('goes on behind the portion that was stored, and gives again what was not', async () => {
      const key = await stage.outside.add()
      const from = await place()
      await stage.outside.change(key, 'stored')
      let stored: Position = from
      await follow(connection, { object, from, held }, portion => {
        stored = portion.position
        return portion.changes.some(each => each.key === key)
      })
      await stage.outside.change(key, 'not stored')
      // Whoever dies here has seen it and kept nothing.
      await follow(connection, { object, from: stored, held }, portion =>
        portion.changes.some(each => each.key === key),
      )
      const again = await open()
      const change = await arrival(again, { object, from: stored, held }, each => each.key === key)
      expect(change.after?.[stage.text]).toBe('not stored')
      await stage.outside.remove(key)
    })

    describe('writing', () => {
      const write = async (key: string, set: Record<string, string>, expected: string | null) => {
        const record = await one(key)
        return connection.write?.(
          {
            operation: randomUUID(),
            object,
            key,
            set,
            expected: { [stage.text]: expected },
            version: record?.version ?? null,
          },
          patience(),
        )
      }

      test('changes the record and nothing else of it', async context => {
        if (!connection.write) return context.skip()
        const key = await stage.outside.add()
        await stage.outside.change(key, 'before')
        const before = await one(key)
        const result = await write(key, { [stage.text]: 'after' }, 'before')
        expect(result?.outcome).toBe('written')
        const stamp = object.stamp === undefined ? {} : { [object.stamp]: expect.anything() }
        expect((await one(key))?.values).toEqual({ ...before?.values, ...stamp, [stage.text]: 'after' })
      })

      test('is a conflict, and changes nothing, where something else stands than the writer believed', async context => {
        if (!connection.write) return context.skip()
        const key = await stage.outside.add()
        await stage.outside.change(key, 'theirs')
        const result = await write(key, { [stage.text]: 'mine' }, 'what stood there before')
        expect(result).toMatchObject({ outcome: 'conflict', theirs: { values: { [stage.text]: 'theirs' } } })
        expect((await one(key))?.values[stage.text]).toBe('theirs')
      })

      test('is a conflict with nobody where the record is gone', async context => {
        if (!connection.write) return context.skip()
        const key = await stage.outside.add()
        await stage.outside.change(key, 'before')
        const gone = await one(key)
        await stage.outside.remove(key)
        const result = await connection.write(
          {
            operation: randomUUID(),
            object,
            key,
            set: { [stage.text]: 'mine' },
            expected: { [stage.text]: 'before' },
            version: gone?.version ?? null,
          },
          patience(),
        )
        expect(result).toMatchObject({ outcome: 'conflict', theirs: null })
      })

      test('done twice under one operation changes the record once', async context => {
        if (!connection.write) return context.skip()
        const key = await stage.outside.add()
        await stage.outside.change(key, 'before')
        const record = await one(key)
        const asked = {
          operation: randomUUID(),
          object,
          key,
          set: { [stage.text]: 'after' },
          expected: { [stage.text]: 'before' },
          version: record?.version ?? null,
        }
        const from = await place()
        expect((await connection.write(asked, patience())).outcome).toBe('written')
        expect((await connection.write(asked, patience())).outcome).toBe('written')
        await stage.outside.change(key, 'end')
        const seen: unknown[] = []
        await follow(connection, { object, from, held }, ({ changes }) => {
          for (const each of changes) if (each.key === key) seen.push(each.after?.[stage.text])
          return seen.includes('end')
        })
        expect(seen.filter(value => value === 'after').length).toBeLessThanOrEqual(1)
      })

      test('what the system refuses is an answer with its reason, not a failure', async context => {
        if (!connection.write || !stage.refused) return context.skip()
        const key = await stage.outside.add()
        await stage.outside.change(key, 'before')
        const result = await write(key, { [stage.refused.field]: stage.refused.value }, 'before')
        expect(result).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/\S{3}/) })
      })

      test('is told from the work of others when it comes back', async context => {
        if (!connection.write || !stage.marks) return context.skip()
        const key = await stage.outside.add()
        await stage.outside.change(key, 'before')
        const from = await place()
        const record = await one(key)
        const operation = randomUUID()
        const set = { [stage.text]: 'ours' }
        const expected = { [stage.text]: 'before' }
        await connection.write(
          { operation, object, key, set, expected, version: record?.version ?? null },
          patience(),
        )
        await stage.outside.change(key, 'theirs')
        const whose = new Map<unknown, string | null>()
        await follow(connection, { object, from, held }, ({ changes }) => {
          for (const each of changes)
            if (each.key === key) whose.set(each.after?.[stage.text], each.operation)
          return whose.has('theirs')
        })
        expect(whose.get('ours')).toBe(operation)
        expect(whose.get('theirs')).toBe(null)
      })
    })

    test('an account that is not let in is told so', async context => {
      if (!stage.strangers) return context.skip()
      const stranger = await open(stage.strangers)
      await expect(stranger.objects(patience())).rejects.toMatchObject({ kind: 'denied' })
    })

    test('a system that says nothing is given up when the call is', async () => {
      const other = await open()
      await other.objects(patience())
      stage.system.freeze()
      try {
        const begun = Date.now()
        const failing = other.read({ object, keys: ['1'] }, AbortSignal.timeout(400))
        await expect(failing).rejects.toThrow(CallFailed)
        // It would wait for ever; how soon it gives up is no concern of this test.
        expect(Date.now() - begun).toBeLessThan(15_000)
      } finally {
        stage.system.thaw()
      }
    })

    test('a system that is away is unreachable, and is read again when it is back', async () => {
      const other = await open()
      await other.objects(patience())
      await stage.system.stop()
      await expect(other.read({ object, keys: ['1'] }, patience())).rejects.toMatchObject({
        kind: expect.stringMatching(/^(unreachable|no-answer)$/),
      })
      await expect(other.read({ object, keys: ['1'] }, patience())).rejects.toMatchObject({
        kind: 'unreachable',
      })
      await stage.system.start()
      expect((await other.objects(patience())).length).toBeGreaterThan(0)
    })
  })
}
