import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { customersContract, type NewCustomer } from '../../../customers/contract.ts'
import { dataQualityContract as api } from '../../contract.ts'
import { settleUndoneProposals } from './after-undo.ts'
import { clean, startCleaning } from './cleaning.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())

const add = async (body: Partial<NewCustomer>) =>
  (await admin.call(customersContract.create, { body: { name: 'x', ...body } as never })).id

async function cleanAll(): Promise<void> {
  const { id } = await app.asSystem(ctx => startCleaning(ctx))
  await clean(workOf(app.kernel, new AbortController().signal), id)
}

/** Takes an act back, and does what a worker does then. Answers the act of the undo. */
async function undo(batchId: string): Promise<string> {
  const { undoBatch } = await admin.call(historyContract.undo, { params: { id: batchId } })
  const event: Event = {
    kind: 'batch.undone',
    entity: 'batch',
    rootId: batchId,
    recordId: batchId,
    data: {},
  }
  await app.asSystem(ctx => settleUndoneProposals(ctx, [event, event]))
  return undoBatch
}

/** Groups with their counts and all that is open in them, and how many are decided. */
async function board() {
  const { groups, decided } = await admin.call(api.cleaning)
  const open = await Promise.all(
    groups.map(({ kind, why }) => admin.call(api.proposals, { query: { kind, why, limit: 100 } })),
  )
  return {
    decided,
    counts: groups.map(({ kind, why, open: n, sure }) => [kind, why, n, sure]),
    open: open.flatMap(({ items }) => items).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

const shapes: Partial<NewCustomer>[] = [
  { kind: 'person', name: 'KARI HANSEN', country: 'Norge' },
  { kind: 'person', name: 'Moe, Nina', email: 'nina@gmial.com' },
  { kind: 'organisation', name: 'Vogel Gmbh', email: 'post at vogel.example' },
  { kind: 'person', name: 'Ola Vik', phone: '22 33 44 55', country: 'NO' },
  { kind: 'organisation', name: 'HANSEN TRANSPORT AS', postcode: '12345', country: 'Sverige' },
]

describe('what was taken and is taken back', () => {
  test('law: the same proposals are open as before, with the same counts, and after the undo of the undo none of them', async () => {
    for (const shape of [...shapes, ...shapes]) await add(shape)
    await cleanAll()
    const kinds = (await admin.call(api.cleaning)).groups.map(({ kind }) => kind)
    expect(new Set(kinds).size).toBeGreaterThan(3)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...new Set(kinds)),
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
        async (kind, sure, times) => {
          const before = await board()
          const done = await admin.call(api.decide, { body: { decision: 'accept', kind, sure } })
          const taken = await board()
          let act = done.batchId
          if (done.decided === 0) return
          for (let n = 1; n <= times; n++) {
            act = await undo(act)
            expect(await board()).toEqual(n % 2 === 1 ? before : taken)
          }
          if (times % 2 === 0) await undo(act)
          expect(await board()).toEqual(before)
        },
      ),
      { numRuns: 12 },
    )
  })

  test('stays taken where somebody has written another value meanwhile', async () => {
    const id = await add({ kind: 'person', name: 'BERIT LUND' })
    await cleanAll()
    const before = await board()
    const done = await admin.call(api.decide, { body: { decision: 'accept', kind: 'name' } })
    await admin.call(customersContract.change, { params: { id }, body: { name: 'Berit Lunde' } })
    await undo(done.batchId)
    const after = await board()
    expect(after.open.map(({ customerId }) => customerId)).not.toContain(id)
    expect(after.open.length).toBe(before.open.length - 1)
  })

  test('waits once, also where a search has looked at the value in between', async () => {
    await add({ kind: 'person', name: 'SOLVEIG AAS' })
    await cleanAll()
    const before = await board()
    const done = await admin.call(api.decide, { body: { decision: 'accept', kind: 'name' } })
    await cleanAll()
    await admin.call(historyContract.undo, { params: { id: done.batchId } })
    await cleanAll()
    const event = { kind: 'batch.undone', entity: 'batch', rootId: done.batchId, recordId: done.batchId }
    await app.asSystem(ctx => settleUndoneProposals(ctx, [{ ...event, data: {} }]))
    const after = await board()
    expect(after.counts).toEqual(before.counts)
    expect(after.decided).toBe(before.decided)
  })
})
