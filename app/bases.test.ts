import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customersContract } from '../modules/customers/contract.ts'
import { matchingContract, type OwnerWish } from '../modules/matching/contract.ts'
import { staffContract } from '../modules/staff/contract.ts'
import { transferContract } from '../platform/transfer/contract.ts'
import { baseHarness, type BaseHarness } from './testing/bases.ts'
import { testApp, type TestApp } from './testing.ts'

let app: TestApp
let bases: BaseHarness
beforeAll(async () => {
  app = await testApp({ worker: true })
  bases = baseHarness(app, app.people.steward)
  expect(await bases.load(ours, { entity: 'customer' })).toMatchObject({ state: 'done', created: 4 })
})
afterAll(() => app.close())

const ours = [
  'Customer ID,First name,Last name,E-mail,Telephone,Birthday,City,Postcode,Country,Level',
  'A1,Ada,Lovelace,ada@example.com,+44 20 7946 0001,1965-12-10,London,W1J 7NF,GB,gold',
  'A2,Alan,Turing,alan@example.com,+44 20 7946 0002,1972-06-23,Wilmslow,SK9 1AA,GB,silver',
  'A3,Grace,Hopper,grace@example.com,+1 212 555 0103,1976-12-09,New York,10001,US,',
  'A4,Emmy,Noether,emmy@example.de,+49 9131 123456,1982-03-23,Erlangen,91052,DE,bronze',
].join('\n')

const theirs = [
  'Kundennummer;Vorname;Nachname;E-Mail;Telefon;Geburtsdatum;Ort;PLZ;Land;Klasse;Firma;Betreuer',
  '1;Ada;Lovelace;ada@example.com;+44 20 7946 0001;10.12.1965;London;W1J 7NF;United Kingdom;A-Kunde;;Schmidt',
  '2;Alan M.;Turing;alan@example.com;;23.06.1972;Manchester;M1 1AE;United Kingdom;B-Kunde;;Schmidt',
  '3;Kurt;Gödel;kurt@example.at;+43 1 5880 1001;28.04.1956;Wien;1040;Österreich;A-Kunde;Wiener Kreis GmbH;Huber',
  '4;Kurt;Gödel;kurt@example.at;+43 1 5880 1001;28.04.1956;Wien;1040;Österreich;C-Kunde;;Huber',
  '5;Rózsa;Péter;rozsa@example.hu;;17.02.1955;Budapest;1051;Magyarország;C-Kunde;Wiener Kreis GmbH;Huber',
  '6;Grace;Hooper;;+1 212 555 0103;;New York;;US;A-Kunde;;Huber',
  ';;;kein-mail;;;;;;;;',
].join('\n')

/** A base with their customers, compared. */
async function nordlys(name: string): Promise<string> {
  const id = await bases.open(name)
  expect(await bases.loadInto(id, theirs)).toMatchObject({
    state: 'done',
    error: null,
    created: 6,
    refused: 1,
  })
  expect(await bases.compare(id)).toMatchObject({
    state: 'done',
    error: null,
    total: 6,
    done: 6,
    stale: false,
  })
  return id
}

const verdicts = async (base: string) =>
  Object.fromEntries(
    (await bases.records(base)).map(record => [String(record.externalId), record.verdict ?? null]),
  )

describe('a second base', () => {
  test('is read as customers are, with its own words, and shows nowhere among them', async () => {
    const before = await bases.print()
    const id = await bases.open('Read')
    await bases.loadInto(id, theirs)
    expect(await bases.print()).toEqual(before)
    const found = await app.people.steward.call(customersContract.list, { query: { q: 'Gödel' } })
    expect(found.items).toEqual([])
    const kurt = (await bases.records(id)).find(record => record.externalId === '3')
    expect(kurt).toMatchObject({
      name: 'Kurt Gödel',
      email: 'kurt@example.at',
      birthDate: '1956-04-28',
      owner: 'Huber',
      employer: 'Wiener Kreis GmbH',
      verdict: null,
      taken: false,
      custom: { klasse: 'A-Kunde' },
    })
    const again = await bases.loadInto(id, theirs)
    expect(again).toMatchObject({ created: 0, matched: 6, refused: 1 })
  })

  test('is compared with the customers and with itself: who is surely known, who perhaps, who not', async () => {
    const id = await nordlys('Compared')
    expect(await verdicts(id)).toMatchObject({
      1: 'same',
      2: 'same',
      3: 'new',
      4: 'new',
      5: 'new',
      6: 'unsure',
    })
    const records = await bases.records(id)
    const [first, twin] = ['3', '4'].map(number => records.find(record => record.externalId === number))
    expect(twin?.twin).toMatchObject({ id: first?.id })
    expect(await bases.counts(id)).toMatchObject({
      loaded: 6,
      same: 2,
      new: 3,
      unsure: 1,
      twins: 1,
      taken: 0,
      left: 6,
    })
    const preview = await app.people.steward.call(matchingContract.previewBase, { params: { id } })
    expect(preview.conflicts.find(({ field }) => field === 'city')).toMatchObject({ agree: 1, differ: 1 })
  })

  test('is taken over in stages, whose undo leaves the customers as they were', {
    timeout: 60_000,
  }, async () => {
    const before = await bases.print()
    const id = await nordlys('Staged')
    const same = { field: 'verdict', op: 'eq', value: 'same' } as const
    const trial = await app.people.steward.call(matchingContract.tryStage, {
      params: { id },
      body: { filter: same },
    })
    expect(trial).toMatchObject({ total: 2, created: 0, linked: 2, refused: [] })
    const first = await bases.take(id, { filter: same })
    expect(first).toMatchObject({
      state: 'done',
      total: 2,
      created: 0,
      linked: 2,
      refused: 0,
      left: 0,
      standing: 2,
    })
    const second = await bases.take(id, {})
    expect(second).toMatchObject({
      state: 'done',
      total: 4,
      created: 2,
      linked: 1,
      alongside: 1,
      refused: 1,
      left: 0,
    })
    const refusals = await app.people.steward.call(matchingContract.stageRefusals, {
      params: { id: second.id },
    })
    expect(refusals.items).toMatchObject([{ name: 'Grace Hooper', code: 'matching.undecided' }])
    expect(await bases.counts(id)).toMatchObject({ loaded: 6, taken: 5, refused: 1, left: 0 })
    const families = await app.people.steward.call(customersContract.list, { query: { q: 'Turing' } })
    expect(families.total).toBe(1)
    const works = await app.database.pool.query(
      `select count(*)::int as n from customers.relationship r join customers.customer o on o.id = r.other_id where r.role = 'employer' and o.name = 'Wiener Kreis GmbH'`,
    )
    expect(works.rows[0]).toEqual({ n: 2 })
    expect(await bases.undo(second.id)).toMatchObject({ state: 'undone', standing: 0, undo: { kept: 0 } })
    expect(await bases.undo(first.id)).toMatchObject({ state: 'undone', standing: 0, undo: { kept: 0 } })
    expect(await bases.print()).toEqual(before)
    expect(await bases.counts(id)).toMatchObject({ loaded: 6, taken: 0, refused: 0, left: 6 })
  })

  test('keeps, when a stage is taken back, what somebody has touched since, and says so', {
    timeout: 60_000,
  }, async () => {
    const id = await nordlys('Touched')
    const stage = await bases.take(id, { filter: { field: 'verdict', op: 'eq', value: 'new' } })
    const peter = (await bases.records(id)).find(record => record.externalId === '5')
    const params = { id: String(peter?.id) }
    await app.people.steward.call(customersContract.change, { params, body: { city: 'Szeged' } })
    expect(await bases.undo(stage.id)).toMatchObject({ state: 'undone', standing: 1, undo: { kept: 1 } })
    expect(await bases.counts(id)).toMatchObject({ taken: 1, left: 5 })
    const again = await bases.take(id, { filter: { field: 'verdict', op: 'eq', value: 'new' } })
    expect(again).toMatchObject({ total: 2, created: 1, linked: 1 })
    await bases.undo(again.id)
    await app.people.steward.call(customersContract.remove, { params })
  })

  test('says in its own words what it is, and keeps them beside ours', { timeout: 60_000 }, async () => {
    const before = await bases.print()
    const id = await nordlys('Words')
    const steward = app.people.steward
    const set = (field: string, target: string | null, words: Record<string, string | null>) =>
      steward.send(matchingContract.setVocabulary, { params: { id }, body: { field, target, words } })
    const read = await steward.call(matchingContract.vocabulary, { params: { id } })
    expect(read.columns.find(({ field }) => field === 'country')?.words).toContainEqual(
      expect.objectContaining({ theirs: 'United Kingdom', count: 2, suggested: 'GB' }),
    )
    expect((await set('custom.klasse', 'level', { 'A-Kunde': 'platinum' })).problem.code).toBe(
      'matching.not-our-word',
    )
    expect((await set('custom.klasse', 'level', { 'A-Kunde': 'gold', 'B-Kunde': 'silver' })).status).toBe(200)
    expect((await set('country', 'country', { 'United Kingdom': 'GB', Österreich: 'AT' })).status).toBe(200)
    expect((await set('owner', 'owner', { Huber: app.people.seller.id })).status).toBe(200)
    const stage = await bases.take(id, {})
    const kurt = (await bases.records(id)).find(record => record.externalId === '3')
    const customer = await steward.call(customersContract.get, { params: { id: String(kurt?.id) } })
    expect(customer).toMatchObject({
      level: 'gold',
      country: 'AT',
      owner: { id: app.people.seller.id },
      custom: { there_klasse: 'A-Kunde', there_country: 'Österreich', there_owner: 'Huber' },
    })
    const origins = await steward.call(matchingContract.origins, { params: { id: String(kurt?.id) } })
    expect(origins.items[0]).toMatchObject({ base: { title: 'Words' } })
    expect(origins.items[0]?.words).toContainEqual({
      field: 'custom.klasse',
      label: 'Klasse',
      theirs: 'A-Kunde',
      ours: 'gold',
    })
    const filter = JSON.stringify({ field: 'custom.there_klasse', op: 'eq', value: 'A-Kunde' })
    const there = await steward.call(customersContract.list, { query: { filter } })
    expect(there.items.map(({ name }) => name)).toContain('Kurt Gödel')
    await bases.undo(stage.id)
    expect(await bases.print()).toEqual(before)
  })

  describe('hands its records over', () => {
    const ownersOf = async (base: string) => {
      const { rows } = await app.database.pool.query<{
        number: string
        owner: string | null
        periods: number
      }>(
        `select t.external_id as number, c.owner_id as owner,
           (select count(*)::int from customers.ownership o where o.customer_id = c.id and o.to_at is null) as periods
         from matching.base_record t join customers.customer c on c.id = t.id where t.base_id = $1 order by 1`,
        [base],
      )
      for (const { owner, periods } of rows) expect(periods).toBe(owner ? 1 : 0)
      return Object.fromEntries(rows.map(({ number, owner }) => [number, owner]))
    }
    const counted = (handed: readonly { id: string | null; count: number }[]) =>
      Object.fromEntries(handed.map(({ id, count }) => [String(id), count]))
    const tried = (id: string, owner: OwnerWish) =>
      app.people.steward.call(matchingContract.tryStage, { params: { id }, body: { owner } })

    test('to whom the customer belongs that they join, to one person, or to a team in turn; undo takes it back', async () => {
      const { steward, administrator } = app.people
      const keeper = (await app.person('seller')).id
      const team = (await administrator.call(staffContract.createTeam, { body: { name: 'Takers' } })).id
      const pair = [
        (await app.person('seller', { teamId: team })).id,
        (await app.person('seller', { teamId: team })).id,
      ].toSorted()
      const id = await nordlys('Handed over')
      const [ada] = (await steward.call(customersContract.list, { query: { q: 'Lovelace' } })).items
      await steward.call(customersContract.change, {
        params: { id: String(ada?.id) },
        body: { owner: keeper },
      })
      const before = await bases.print()
      const news = ['3', '4', '5']
      const whose: [OwnerWish, Record<string, string | null>][] = [
        [{ mode: 'keep' }, { '1': null, '2': null, '3': null, '4': null, '5': null }],
        [{ mode: 'existing' }, { '1': keeper, '2': null, '3': null, '4': null, '5': null }],
        [
          { mode: 'user', id: keeper },
          { '1': null, '2': null, '3': keeper, '4': keeper, '5': keeper },
        ],
      ]
      for (const [owner, expected] of whose) {
        const trial = await tried(id, owner)
        const stage = await bases.take(id, { owner })
        expect(stage).toMatchObject({ state: 'done', owner: { mode: owner.mode, id: owner.id ?? null } })
        expect(await ownersOf(id)).toEqual(expected)
        const given = Map.groupBy(Object.values(expected), String)
        expect(counted(trial.handed)).toEqual(
          Object.fromEntries([...given].map(([to, list]) => [to, list.length])),
        )
        expect(await bases.undo(stage.id)).toMatchObject({ state: 'undone', standing: 0 })
        expect(await bases.print()).toEqual(before)
      }
      const byTeam = { mode: 'team', id: team } as const
      expect(counted((await tried(id, byTeam)).handed)).toEqual({
        [String(pair[0])]: 2,
        [String(pair[1])]: 1,
        null: 2,
      })
      const stage = await bases.take(id, { owner: byTeam })
      expect(stage.owner).toEqual({ mode: 'team', id: team, title: 'Takers' })
      const got = await ownersOf(id)
      expect(news.map(number => String(got[number])).toSorted()).toEqual([pair[0], pair[0], pair[1]])
      expect([got['1'], got['2']]).toEqual([null, null])
      expect(await bases.undo(stage.id)).toMatchObject({ state: 'undone', standing: 0 })
      expect(await bases.print()).toEqual(before)
    })

    test('to nobody who is not there, nor to a team in which nobody works', async () => {
      const { steward, administrator } = app.people
      const empty = (await administrator.call(staffContract.createTeam, { body: { name: 'Nobody' } })).id
      const params = { id: await bases.open('To nobody') }
      for (const owner of [
        { mode: 'user', id: empty },
        { mode: 'team', id: empty },
        { mode: 'team', id: steward.id },
        { mode: 'user' },
      ] as const)
        for (const endpoint of [matchingContract.tryStage, matchingContract.startStage])
          expect((await steward.send(endpoint, { params, body: { owner } })).status).toBe(422)
    })
  })

  test('takes over what a person has said of an unsure record', { timeout: 60_000 }, async () => {
    const id = await nordlys('Decided')
    const grace = (await bases.records(id)).find(record => record.externalId === '6')
    const ids = [String(grace?.id)]
    await app.people.steward.call(matchingContract.decideRecords, { body: { ids, verdict: 'same' } })
    const beside = await app.people.steward.call(matchingContract.baseRecord, {
      params: { id: ids[0] as string },
    })
    expect(beside).toMatchObject({ verdict: 'same', match: { title: 'Grace Hopper' }, taken: false })
    expect(beside.lines).toContainEqual(
      expect.objectContaining({ field: 'familyName', theirs: 'Hooper', ours: 'Hopper' }),
    )
    await bases.compare(id)
    expect(await verdicts(id)).toMatchObject({ 6: 'same' })
    const stage = await bases.take(id, { filter: { field: 'id', op: 'in', value: ids } })
    expect(stage).toMatchObject({ total: 1, linked: 1 })
    await bases.undo(stage.id)
  })

  test('is for those who may manage matching and see all customers', async () => {
    const id = await bases.open('Guarded')
    const { agent, manager, seller } = app.people
    for (const caller of [agent, manager, seller]) {
      expect((await caller.send(matchingContract.base, { params: { id } })).status).toBe(403)
      expect((await caller.send(matchingContract.baseRecords)).status).toBe(403)
      const file = { name: 'a.csv', content: 'Name\nWho', fields: { entity: 'base-record' } }
      expect((await caller.upload('/imports', file)).status).toBe(403)
    }
    const loads = await app.people.manager.call(transferContract.imports, { query: {} })
    expect(loads.items).toEqual([])
  })
})
