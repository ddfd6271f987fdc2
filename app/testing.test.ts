import { afterAll, beforeAll, expect, test } from 'vitest'
import { customersContract } from '../modules/customers/contract.ts'
import { type TestApp, testApp } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

test('people of every role come in, and a stranger does not', async () => {
  for (const [role, caller] of Object.entries(app.people)) {
    expect((await caller.send(customersContract.list)).status, role).toBe(200)
  }
  expect((await app.stranger.send(customersContract.list)).status).toBe(401)
  const key = await app.key('reader')
  expect((await key.send(customersContract.list)).status).toBe(200)
})

test('a reply that breaks its contract is found out', async () => {
  const { call } = app.people.administrator
  const { id } = await call(customersContract.create, { body: { name: 'Ada Lovelace' } })
  const shape = customersContract.get.reply as { _zod: { run: unknown } }
  const { run } = shape._zod
  try {
    shape._zod.run = (payload: { issues: unknown[] }) => {
      payload.issues.push({ code: 'custom', path: ['name'], message: 'planted', input: null })
      return payload
    }
    const broken = await app.people.administrator.send(customersContract.get, { params: { id } })
    expect([broken.status, broken.problem.code]).toEqual([500, 'test.contract-broken'])
  } finally {
    shape._zod.run = run
  }
  expect((await app.people.administrator.send(customersContract.get, { params: { id } })).status).toBe(200)
})
