import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customersContract } from '../../../customers/contract.ts'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { dataQualityContract as api } from '../../contract.ts'
import { fieldsOf } from './compile.ts'
import { reportFindings } from './findings.ts'
import { askForSweep, recheckActs, recheckJob, sweep } from './jobs.ts'
import { allRules } from './rule.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())

const noRemarks = [] as { code: string; message: string; field?: string }[]
const remarksOf = (headers: Record<string, unknown>) =>
  headers['tessera-remarks']
    ? (JSON.parse(decodeURIComponent(String(headers['tessera-remarks']))) as typeof noRemarks)
    : noRemarks

async function ruleNamed(key: string) {
  const { items } = await admin.call(api.rules)
  const found = items.find(rule => rule.key === key || rule.name === key)
  if (!found) throw new Error(`no rule ${key}`)
  return found
}

/** What a worker does when a check of all customers was asked for. */
async function sweepAll(): Promise<void> {
  const { id } = await app.asSystem(ctx => askForSweep(ctx, null))
  await sweep(workOf(app.kernel, new AbortController().signal), id)
}

const openOf = async (customerId: string) =>
  (await admin.call(api.findings, { params: { id: customerId } })).items.map(({ name }) => name)

const draft = (must: Filter, more = {}) => ({
  name: 'Place is known',
  explanation: null,
  dimension: 'completeness' as const,
  severity: 'note' as const,
  kind: null,
  applies: null,
  must,
  ownerUserId: null,
  ownerTeamId: null,
  ...more,
})

describe('a rule', () => {
  test('is tried on the data before it is kept, with counts, an interval and samples, and leaves no trace', async () => {
    for (const city of ['Oslo', 'Oslo', null, 'Bergen'])
      await admin.call(customersContract.create, {
        body: { name: 'Tried', kind: 'organisation', city, tags: ['tried'] },
      })
    const tagged: Filter = { field: 'tags', op: 'has-any', value: ['tried'] }
    const tried = await admin.call(api.tryRule, {
      body: { kind: 'organisation', applies: tagged, must: { field: 'city', op: 'eq', value: 'Oslo' } },
    })
    expect(tried).toMatchObject({ broken: 2, share: { asked: 4, good: 2, share: 0.5 } })
    expect(tried.share.low).toBeCloseTo(0.15, 2)
    expect(tried.share.high).toBeCloseTo(0.85, 2)
    expect(tried.samples.map(({ values }) => values.find(({ field }) => field === 'city')?.value)).toEqual(
      expect.arrayContaining(['Bergen', null]),
    )
    const drilled = await admin.call(customersContract.list, {
      query: { filter: JSON.stringify(tried.filter) },
    })
    expect(drilled.total).toBe(2)
  })

  test('counts, when it is tried, only the customers that its author sees', async () => {
    const mine = await app.person('manager')
    const seen = await mine.send(api.tryRule, {
      body: { kind: null, applies: null, must: { field: 'city', op: 'eq', value: 'Oslo' } },
    })
    expect(seen.status).toBe(403)
  })

  test('that asks about “me”, an act or a field nobody has is refused with the reason', async () => {
    const wrong: [Filter, string][] = [
      [{ field: 'owner', op: 'eq', value: 'me' }, 'data-quality.rule-not-general'],
      [{ field: '@act', op: 'eq', value: admin.id }, 'data-quality.rule-not-general'],
      [{ field: 'shoe', op: 'empty' }, 'platform.no-such-field'],
      [{ field: '@check', op: 'eq', value: 'shoe' }, 'platform.bad-value'],
    ]
    for (const [must, code] of wrong) {
      const answer = await admin.send(api.addRule, { body: draft(must) })
      expect(answer.status).toBe(422)
      expect(answer.problem.fields?.[0]?.code).toBe(code)
    }
  })

  test('of one’s own is off until it is switched on; then the sweep finds, and finds mended, what is so', async () => {
    const { id } = await admin.call(customersContract.create, {
      body: { name: 'Nowhere', kind: 'organisation' },
    })
    const rule = await admin.call(api.addRule, {
      body: draft({ field: 'city', op: 'not-empty' }, { kind: 'organisation' }),
    })
    await sweepAll()
    expect(await openOf(id)).not.toContain('Place is known')
    await admin.call(api.switchRule, { params: { id: rule.id }, body: { on: true } })
    await sweepAll()
    expect(await openOf(id)).toContain('Place is known')
    const filter = JSON.stringify({ field: '@rule', op: 'eq', value: rule.id })
    const listed = await admin.call(customersContract.list, { query: { filter } })
    expect(listed.items.map(item => item.id)).toContain(id)
    expect((await ruleNamed('Place is known')).open).toBe(listed.total)

    await app.asSystem(ctx => rows(ctx.db, `update customers.customer set city = 'Oslo' where id = $1`, [id]))
    await sweepAll()
    expect(await openOf(id)).not.toContain('Place is known')
    await admin.call(api.switchRule, { params: { id: rule.id }, body: { on: false } })
    expect((await ruleNamed('Place is known')).open).toBe(0)
    await admin.call(api.removeRule, { params: { id: rule.id } })
  })

  test('of the product keeps its conditions; how strict it is and who mends it can be set', async () => {
    const rule = await ruleNamed('employees-positive')
    const params = { id: rule.id }
    const refused = await admin.send(api.changeRule, {
      params,
      body: { must: { field: 'city', op: 'empty' } },
    })
    expect(refused.problem.code).toBe('data-quality.rule-shipped')
    expect((await admin.send(api.removeRule, { params })).problem.code).toBe('data-quality.rule-shipped')
    const changed = await admin.call(api.changeRule, { params, body: { ownerUserId: admin.id } })
    expect(changed).toMatchObject({ ownerUserId: admin.id, version: rule.version + 1 })
    const both = await admin.send(api.changeRule, {
      params,
      body: { ownerUserId: admin.id, ownerTeamId: admin.id },
    })
    expect(both.problem.fields?.[0]?.code).toBe('data-quality.two-owners')
    await admin.call(api.changeRule, { params, body: { ownerUserId: null } })
  })
})

describe('at a save', () => {
  test('a rule that warns is told to the author with the field, and the customer is kept', async () => {
    const made = await admin.send(customersContract.create, {
      body: {
        name: 'Kari Vik',
        givenName: 'Kari',
        familyName: 'Vik',
        postcode: '99999',
        country: 'NO',
        email: 'k@vik.example',
      },
    })
    expect(made.status).toBe(201)
    expect(remarksOf(made.headers)).toEqual([
      {
        code: 'data-quality.rule-broken',
        field: 'postcode',
        message: expect.stringContaining('postcode fits'),
      },
    ])
    expect(await openOf(made.reply.id)).toEqual(['The postcode fits the country'])
    const params = { id: made.reply.id }
    const elsewhere = await admin.send(customersContract.change, { params, body: { jobTitle: 'Head' } })
    expect(remarksOf(elsewhere.headers)).toEqual([])
    await admin.call(customersContract.change, { params, body: { postcode: '0150' } })
    expect(await openOf(made.reply.id)).toEqual([])
  })

  test('a rule that refuses keeps the value out, naming field and rule, but not a change of another field', async () => {
    const { id } = await admin.call(customersContract.create, {
      body: { name: 'Berg AS', kind: 'organisation', employees: 0, email: 'post@berg.example' },
    })
    const rule = await ruleNamed('employees-positive')
    await admin.call(api.changeRule, { params: { id: rule.id }, body: { severity: 'refuse' } })
    const body = { name: 'Dal AS', kind: 'organisation' as const, employees: 0, email: 'post@dal.example' }
    const refused = await admin.send(customersContract.create, { body })
    expect(refused.status).toBe(422)
    expect(refused.problem.fields).toMatchObject([
      { path: 'employees', code: 'data-quality.rule-broken', params: { rule: rule.name } },
    ])
    const other = await admin.send(customersContract.change, { params: { id }, body: { city: 'Oslo' } })
    expect(other.status).toBe(200)
    await admin.call(api.changeRule, { params: { id: rule.id }, body: { severity: 'warn' } })
  })

  test('a rule about a field that the author may not see tells him nothing', async () => {
    const { id } = await admin.call(customersContract.create, {
      body: {
        name: 'Old One',
        givenName: 'Old',
        familyName: 'One',
        birthDate: '1900-01-01',
        email: 'o@one.example',
        owner: app.people.seller.id,
      },
    })
    expect(await openOf(id)).toEqual(['The date of birth can be true'])
    const seen = await app.people.seller.call(api.findings, { params: { id } })
    expect(seen.items).toEqual([])
    const rule = await ruleNamed('birth-date-plausible')
    const filter = JSON.stringify({ field: '@rule', op: 'eq', value: rule.id })
    expect((await app.people.seller.call(customersContract.list, { query: { filter } })).items).toEqual([])
    expect((await admin.call(customersContract.list, { query: { filter } })).total).toBe(1)
    const { items } = await app.people.seller.call(api.rules)
    expect(items.map(({ key }) => key)).not.toContain('birth-date-plausible')
  })

  test('a rule that refuses for a field that the author may not see refuses only those who may', async () => {
    const made = await admin.call(api.addRule, {
      body: draft(
        { field: 'birthDate', op: 'not-empty' },
        { name: 'The date of birth is known', kind: 'person', severity: 'refuse' },
      ),
    })
    await admin.call(api.switchRule, { params: { id: made.id }, body: { on: true } })
    const body = { givenName: 'Nina', familyName: 'Ny', email: 'n@ny.example' }
    const refused = await admin.send(customersContract.create, { body })
    expect([refused.status, refused.problem.fields?.[0]?.path]).toEqual([422, 'birthDate'])
    const taken = await app.people.seller.send(customersContract.create, {
      body: { ...body, owner: app.people.seller.id },
    })
    expect([taken.status, taken.text.includes('date of birth')]).toEqual([201, false])
    expect(remarksOf(taken.headers)).toEqual([])
    expect(await openOf(taken.reply.id)).toEqual(['The date of birth is known'])
    await admin.call(api.switchRule, { params: { id: made.id }, body: { on: false } })
  })
})

describe('the shipped checks', () => {
  test('name every field they read, so that who may not see one hears nothing of the rule', async () => {
    const shipped = await app.asSystem(ctx => allRules(ctx.db))
    const read = shipped.filter(({ key, must }) => key && must)
    expect(read.length).toBeGreaterThan(10)
    for (const { fields, applies, must } of read)
      expect(fields).toEqual(expect.arrayContaining(fieldsOf(applies, must)))
  })

  const cases: [string, Record<string, unknown>, Record<string, unknown>][] = [
    ['postcode-fits-country', { country: 'GB', postcode: 'SW1A 1AA' }, { country: 'GB', postcode: '12345' }],
    ['postcode-fits-country', { country: 'NL', postcode: '1234ab' }, { country: 'NL', postcode: '1234' }],
    ['postcode-fits-country', { country: 'IE', postcode: 'D02 X285' }, { country: 'IE', postcode: 'D0' }],
    ['postcode-fits-country', { country: 'AD', postcode: 'AD500' }, { country: 'SE', postcode: 'ABCDE' }],
    ['country-is-code', { country: 'NO' }, { country: 'Norway' }],
    [
      'name-not-shouted',
      { name: 'IKEA', kind: 'organisation' },
      { name: 'HANSEN TRANSPORT', kind: 'organisation' },
    ],
    ['name-not-shouted', { name: '李小龙', givenName: '小龙' }, { name: 'KARI HANSEN', givenName: 'KARI' }],
    ['person-has-both-names', { givenName: 'Kari', familyName: 'Vik' }, { givenName: 'Kari' }],
    ['can-be-reached', { phone: '+47 22 22 22 22' }, {}],
    ['email-readable', { email: 'a@b.example' }, { email: 'a at b.example' }],
    ['phone-readable', { phone: '+47 22 22 22 22' }, { phone: '12' }],
    ['gold-has-owner', { level: 'gold', owner: 'admin' }, { level: 'gold' }],
    ['organisation-identified', { kind: 'organisation', orgNumber: '1' }, { kind: 'organisation' }],
    ['gold-is-met', {}, { level: 'gold' }],
    ['employees-positive', { kind: 'organisation', employees: 3 }, { kind: 'organisation', employees: 0 }],
  ]
  test.each(cases)('%s holds for %j and is broken by %j', async (key, good, bad) => {
    const { name } = await ruleNamed(key)
    for (const [given, broken] of [
      [good, false],
      [bad, true],
    ] as const) {
      const owner = given.owner === 'admin' ? admin.id : undefined
      const { id } = await admin.call(customersContract.create, {
        body: { name: 'Somebody', ...given, owner } as never,
      })
      expect((await openOf(id)).includes(name), JSON.stringify(given)).toBe(broken)
    }
  })
})

describe('acts on many', () => {
  test('are checked after the act, and again after its undo', async () => {
    const made = await Promise.all(
      ['a', 'b'].map(name =>
        admin.call(customersContract.create, {
          body: {
            name: `Many ${name}`,
            kind: 'organisation',
            country: 'Norge',
            email: `${name}@many.example`,
          },
        }),
      ),
    )
    const ids = made.map(({ id }) => id)
    const name = (await ruleNamed('country-is-code')).name
    expect(await Promise.all(ids.map(openOf))).toEqual([[name], [name]])
    const { batchId } = await admin.call(customersContract.bulkChange, {
      body: { ids, set: { country: 'NO' } },
    })
    await recheck(batchId)
    expect(await Promise.all(ids.map(openOf))).toEqual([[], []])
    await admin.call(historyContract.undo, { params: { id: batchId } })
    await recheck(batchId)
    expect(await Promise.all(ids.map(openOf))).toEqual([[name], [name]])
  })

  /** What listener and worker do after an act. */
  async function recheck(batchId: string): Promise<void> {
    const event = {
      kind: 'customers.changed',
      entity: 'customer',
      rootId: batchId,
      recordId: batchId,
      data: { batchId },
    }
    await app.asSystem(ctx => recheckActs(ctx, [event, event]))
    await recheckJob.run(workOf(app.kernel, new AbortController().signal), { batchId })
  }

  test('a customer goes with his findings, and the undo brings both back', async () => {
    const { id } = await admin.call(customersContract.create, {
      body: { name: 'Goes', kind: 'organisation', email: 'x' },
    })
    const open = await openOf(id)
    expect(open.length).toBeGreaterThan(0)
    const { batchId } = await admin.call(customersContract.remove, { params: { id } })
    await sweepAll()
    await admin.call(historyContract.undo, { params: { id: batchId } })
    expect(await openOf(id)).toEqual(open)
  })
})

describe('findings that another module reports', () => {
  test('open, stay once, and close among those that were looked at', async () => {
    const ids = await Promise.all(
      ['Twin one', 'Twin two', 'Other'].map(
        async name =>
          (await admin.call(customersContract.create, { body: { name, email: 'a@twin.example' } })).id,
      ),
    )
    const report = (customerIds: string[], among?: string[] | 'all') =>
      app.asSystem(ctx =>
        reportFindings(ctx, 'possible-duplicate', { customerIds, ...(among ? { among } : {}) }),
      )
    const name = (await ruleNamed('possible-duplicate')).name
    expect(await report(ids.slice(0, 2))).toEqual({ opened: 2, closed: 0 })
    expect(await report(ids.slice(0, 2), ids)).toEqual({ opened: 0, closed: 0 })
    await sweepAll()
    expect(await openOf(ids[0] as string)).toContain(name)
    expect(await report([ids[1] as string], ids)).toEqual({ opened: 0, closed: 1 })
    expect(await openOf(ids[0] as string)).not.toContain(name)
    expect(await report([], 'all')).toEqual({ opened: 0, closed: 1 })
    await expect(
      app.asSystem(ctx => reportFindings(ctx, 'email-readable', { customerIds: ids })),
    ).rejects.toThrow('rule that is reported')
  })
})
