import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../app/testing.ts'
import { historyContract } from '../../../platform/history/contract.ts'
import { customersContract } from '../../customers/contract.ts'
import { salesContract as api } from '../contract.ts'

let app: TestApp
let admin: Caller
let customer: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  const made = await admin.call(customersContract.create, { body: { name: 'Nordwind' } })
  customer = made.id
})
afterAll(() => app.close())

/** The course a deal says it took, and the one its visits tell. */
async function coursesOf(id: string) {
  const { rows } = await app.database.pool.query<{ course: string; visited: string }>(
    `select o.course, (select string_agg(s.number::text, '>' order by v.entered_at, v.id) from sales.stage_visit v
       join sales.stage s on s.id = v.stage_id where v.customer_id = o.customer_id and v.opportunity_id = o.id) as visited
     from sales.opportunity o where o.id = $1`,
    [id],
  )
  return rows[0]
}

const act = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), stage: fc.nat(3) }),
  fc.record({ kind: fc.constantFrom('win' as const, 'lose' as const, 'reopen' as const) }),
  // The newest act that was not taken back yet.
  fc.record({ kind: fc.constant('undo' as const) }),
)

test('the course of a deal is that of its visits, whatever is done with it and taken back', async () => {
  const { rows: stages } = await app.database.pool.query<{ id: string }>(
    'select id from sales.stage order by position',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 9 }), async acts => {
      const { id } = await admin.call(api.openOpportunity, { body: { name: 'Turbines', customer } })
      const params = { id }
      const done: string[] = []
      for (const one of acts) {
        if (one.kind === 'undo') {
          const batch = done.pop()
          // An act that changed nothing left nothing to take back.
          if (batch) await admin.send(historyContract.undo, { params: { id: batch } })
        } else {
          const sent =
            one.kind === 'move'
              ? await admin.send(api.moveOpportunity, {
                  params,
                  body: { stage: String(stages[one.stage]?.id) },
                })
              : one.kind === 'reopen'
                ? await admin.send(api.reopenOpportunity, { params })
                : await admin.send(api.closeOpportunity, {
                    params,
                    body: { outcome: one.kind === 'win' ? 'won' : 'lost' },
                  })
          const batch = sent.headers['tessera-batch']
          if (sent.status < 300 && batch) done.push(String(batch))
        }
        const told = await coursesOf(id)
        expect(told?.course).toBe(told?.visited)
      }
    }),
    { numRuns: 40 },
  )
}, 120_000)
