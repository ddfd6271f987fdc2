import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { leadContract, salesContract, settingsContract as api } from '../../contract.ts'

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

const read = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]
const settings = () => admin.call(api.salesSettings)
const pipelineNamed = async (name: string) => {
  const found = (await settings()).pipelines.find(pipeline => pipeline.name === name)
  if (!found) throw new Error(`There is no pipeline “${name}”.`)
  return found
}
const made = async (name: string) => {
  await admin.call(api.addPipeline, { body: { name } })
  return pipelineNamed(name)
}
const stageAt = (pipeline: { stages: { id: string }[] }, at: number) => pipeline.stages[at]?.id ?? ''
const open = (stage: string, who = admin) =>
  who.call(salesContract.openOpportunity, { body: { name: 'Turbines', customer, stage } })
const stageOf = async (id: string) =>
  (await admin.call(salesContract.getOpportunity, { params: { id } })).stage as { id: string }
const visits = (id: string) =>
  read<{ stage_id: string; left: boolean }>(
    'select stage_id, left_at is not null as left from sales.stage_visit where opportunity_id = $1 order by entered_at, id',
    [id],
  )
const batchOf = (headers: Record<string, unknown>) => String(headers['tessera-batch'])
const undo = (id: string) => admin.call(historyContract.undo, { params: { id } })

describe('a pipeline', () => {
  test('begins with stages like those of another, which are its own from then on', async () => {
    const first = (await settings()).pipelines[0]
    const second = await made('Renewals')
    expect(second.stages.map(({ name }) => name)).toEqual(first?.stages.map(({ name }) => name))
    await admin.call(api.changeStage, {
      params: { id: stageAt(second, 0) },
      body: { name: 'Due', probability: 0.6, stalledAfter: null },
    })
    const [stage] = (await pipelineNamed('Renewals')).stages
    expect(stage).toMatchObject({ name: 'Due', probability: 0.6, stalledAfter: null })
    expect((await settings()).pipelines[0]?.stages[0]?.name).toBe('Qualified')
  })

  test('has no name that another one in use has, however it is written', async () => {
    await made('Partners')
    const again = await admin.send(api.addPipeline, { body: { name: 'PARTNERS' } })
    expect(again.problem.code).toBe('sales.name-taken')
  })

  test('two people change different things of a stage and both stay; the same thing is refused', async () => {
    const { stages } = await made('Two at once')
    const [stage] = stages
    const params = { id: stage?.id ?? '' }
    const ifMatch = stage?.version ?? 0
    await admin.call(api.changeStage, { params, body: { probability: 0.33 }, ifMatch })
    await admin.call(api.changeStage, { params, body: { stalledAfter: 9 }, ifMatch })
    const late = await admin.send(api.changeStage, { params, body: { probability: 0.44 }, ifMatch })
    expect(late.status).toBe(409)
    expect((await pipelineNamed('Two at once')).stages[0]).toMatchObject({
      probability: 0.33,
      stalledAfter: 9,
    })
  })

  test('keeps the order somebody gave its stages, unless one was added meanwhile', async () => {
    const { id, stages } = await made('Ordered')
    const ids = stages.map(stage => stage.id).reverse()
    await admin.call(api.orderStages, { params: { id }, body: { ids } })
    expect((await pipelineNamed('Ordered')).stages.map(stage => stage.id)).toEqual(ids)
    const body = { name: 'Signed', probability: 0.9, category: 'commit' as const }
    await admin.call(api.addStage, { params: { id }, body })
    expect((await admin.send(api.orderStages, { params: { id }, body: { ids } })).status).toBe(409)
    expect((await pipelineNamed('Ordered')).stages.at(-1)?.name).toBe('Signed')
  })

  test('takes criteria and empties them again, and undo gives them back', async () => {
    const { stages } = await made('With criteria')
    const params = { id: stages[0]?.id ?? '' }
    const criteria = [{ key: 'budget', text: 'The budget is known' }]
    const now = async () => (await pipelineNamed('With criteria')).stages[0]?.criteria
    await admin.call(api.changeStage, { params, body: { criteria } })
    expect(await now()).toEqual(criteria)
    const emptied = await admin.send(api.changeStage, { params, body: { criteria: [] } })
    expect(await now()).toEqual([])
    await undo(batchOf(emptied.headers))
    expect(await now()).toEqual(criteria)
    const twice = [...criteria, ...criteria]
    expect((await admin.send(api.changeStage, { params, body: { criteria: twice } })).status).toBe(422)
  })
})

describe('a stage in use', () => {
  test('is not taken out of use until it is said where its deals go; closed ones stay where they were', async () => {
    const pipeline = await made('Leaving')
    const [from, to] = [stageAt(pipeline, 0), stageAt(pipeline, 1)]
    const { id } = await open(from)
    const closed = await open(from)
    await admin.call(salesContract.closeOpportunity, { params: { id: closed.id }, body: { outcome: 'lost' } })
    const refused = await admin.send(api.retireStage, { params: { id: from }, body: {} })
    expect(refused.problem).toMatchObject({ code: 'sales.stage-in-use', params: { count: 1 } })
    const itself = await admin.send(api.retireStage, { params: { id: from }, body: { moveTo: from } })
    expect(itself.status).toBe(422)

    const retired = await admin.send(api.retireStage, { params: { id: from }, body: { moveTo: to } })
    expect(retired.reply).toMatchObject({ moved: 1 })
    expect((await stageOf(id)).id).toBe(to)
    expect(await visits(id)).toEqual([
      { stage_id: from, left: true },
      { stage_id: to, left: false },
    ])
    expect((await stageOf(closed.id)).id).toBe(from)
    const enter = await admin.send(salesContract.moveOpportunity, { params: { id }, body: { stage: from } })
    expect(enter.problem.code).toBe('sales.stage-retired')

    await undo(batchOf(retired.headers))
    expect((await stageOf(id)).id).toBe(from)
    expect(await visits(id)).toEqual([{ stage_id: from, left: false }])
    expect((await pipelineNamed('Leaving')).stages.every(stage => stage.retiredAt === null)).toBe(true)
  })

  test('undo leaves a deal where somebody moved it since', async () => {
    const pipeline = await made('Moved on')
    const [from, to, further] = [0, 1, 2].map(at => stageAt(pipeline, at)) as [string, string, string]
    const [stays, moves] = [await open(from), await open(from)]
    const retired = await admin.send(api.retireStage, { params: { id: from }, body: { moveTo: to } })
    await admin.call(salesContract.moveOpportunity, { params: { id: moves.id }, body: { stage: further } })
    await undo(batchOf(retired.headers))
    expect((await stageOf(stays.id)).id).toBe(from)
    expect((await stageOf(moves.id)).id).toBe(further)
  })

  test('comes back at the end of its pipeline, unless another one has its name by now', async () => {
    const { id, stages } = await made('Coming back')
    const [stage] = stages
    const params = { id: stage?.id ?? '' }
    await admin.call(api.retireStage, { params, body: {} })
    const other = await admin.call(api.addStage, {
      params: { id },
      body: { name: stage?.name ?? '', probability: 0.1, category: 'pipeline' },
    })
    expect((await admin.send(api.bringBackStage, { params })).problem.code).toBe('sales.name-taken')
    await admin.call(api.changeStage, { params: { id: other.id }, body: { name: 'Another' } })
    await admin.call(api.bringBackStage, { params })
    expect((await pipelineNamed('Coming back')).stages.at(-1)).toMatchObject({
      id: params.id,
      retiredAt: null,
    })
  })

  test('is never the last one that is taken out of use, though two people try at once', async () => {
    const { id, stages } = await made('Emptied')
    for (const stage of stages.slice(2))
      await admin.call(api.retireStage, { params: { id: stage.id }, body: {} })
    const both = await Promise.all(
      stages.slice(0, 2).map(stage => admin.send(api.retireStage, { params: { id: stage.id }, body: {} })),
    )
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422])
    const left = (await settings()).pipelines.find(pipeline => pipeline.id === id)
    expect(left?.stages.filter(stage => stage.retiredAt === null)).toHaveLength(1)
  })

  test('takes in no deal that enters while it is taken out of use', async () => {
    const pipeline = await made('Raced')
    const [from, to] = [stageAt(pipeline, 0), stageAt(pipeline, 1)]
    const deals = await Promise.all(Array.from({ length: 6 }, () => open(to)))
    await Promise.all([
      ...deals.map(({ id }) =>
        admin.send(salesContract.moveOpportunity, { params: { id }, body: { stage: from } }),
      ),
      admin.call(api.retireStage, { params: { id: from }, body: { moveTo: to } }),
    ])
    const inside = await read('select 1 from sales.opportunity where stage_id = $1 and closed_at is null', [
      from,
    ])
    expect(inside).toEqual([])
  })
})

describe('a pipeline in use', () => {
  test('goes out of use with its deals moved elsewhere in the same act, and the last one stays', async () => {
    const pipeline = await made('Closing down')
    const target = await pipelineNamed('Sales')
    const { id } = await open(stageAt(pipeline, 2))
    const params = { id: pipeline.id }
    const refused = await admin.send(api.retirePipeline, { params, body: {} })
    expect(refused.problem).toMatchObject({ code: 'sales.pipeline-in-use', params: { count: 1 } })
    const inside = { moveTo: stageAt(pipeline, 0) }
    expect((await admin.send(api.retirePipeline, { params, body: inside })).status).toBe(422)
    await admin.call(api.retirePipeline, { params, body: { moveTo: stageAt(target, 0) } })
    expect((await stageOf(id)).id).toBe(stageAt(target, 0))
    const choices = await admin.call(salesContract.choices)
    expect(choices.pipelines.map(({ name }) => name)).not.toContain('Closing down')

    for (const other of choices.pipelines.filter(({ name }) => name !== 'Sales')) {
      const moved = await admin.send(api.retirePipeline, {
        params: { id: other.id },
        body: { moveTo: stageAt(target, 1) },
      })
      expect(moved.status).toBe(200)
    }
    const last = await admin.send(api.retirePipeline, { params: { id: target.id }, body: {} })
    expect(last.problem.code).toBe('sales.last-pipeline')
    await admin.call(api.bringBackPipeline, { params })
    expect((await pipelineNamed('Closing down')).retiredAt).toBeNull()
  })

  test('cannot be taken away by undo of its making while deals are in it', async () => {
    const { headers, reply } = await admin.send(api.addPipeline, { body: { name: 'Just made' } })
    const pipeline = await pipelineNamed('Just made')
    const { id } = await open(stageAt(pipeline, 0))
    expect(await undo(batchOf(headers))).toMatchObject({ removed: 0, kept: 1 })
    expect((await stageOf(id)).id).toBe(stageAt(pipeline, 0))
    expect((await pipelineNamed('Just made')).id).toBe((reply as { id: string }).id)
  })
})

test('a stage cannot be taken away by undo of its making while a deal is in it or was', async () => {
  const { id: pipeline, stages } = await made('With a new stage')
  const body = { name: 'Signed', probability: 0.9, category: 'commit' as const }
  const { headers, reply } = await admin.send(api.addStage, { params: { id: pipeline }, body })
  const { id } = await open((reply as { id: string }).id)
  await admin.call(salesContract.moveOpportunity, { params: { id }, body: { stage: stages[0]?.id ?? '' } })
  expect(await undo(batchOf(headers))).toMatchObject({ removed: 0, kept: 1 })
  expect((await pipelineNamed('With a new stage')).stages.at(-1)?.name).toBe('Signed')
})

describe('reasons and competitors', () => {
  test('are added, renamed, ordered, taken out of use and brought back', async () => {
    const { id } = await admin.call(api.addReason, { body: { outcome: 'lost', name: 'Too late' } })
    await admin.call(api.changeReason, { params: { id }, body: { name: 'We came too late' } })
    const lost = async () =>
      (await admin.call(salesContract.choices)).reasons.filter(({ outcome }) => outcome === 'lost')
    const ids = (await lost()).map(reason => reason.id)
    expect(ids.at(-1)).toBe(id)
    const turned = [id, ...ids.slice(0, -1)]
    await admin.call(api.orderReasons, { body: { outcome: 'lost', ids: turned } })
    expect((await lost())[0]).toMatchObject({ id, name: 'We came too late' })
    await admin.call(api.retireReason, { params: { id } })
    expect((await lost()).map(reason => reason.id)).not.toContain(id)
    await admin.call(api.bringBackReason, { params: { id } })
    expect((await lost()).map(reason => reason.id)).toContain(id)
    const won = await admin.send(api.addReason, { body: { outcome: 'won', name: 'We came too late' } })
    expect(won.status).toBe(201)
  })

  test('undo takes each act back', async () => {
    const names = async () => (await settings()).competitors.map(({ name }) => name)
    const added = await admin.send(api.addCompetitor, { body: { name: 'Ostwind' } })
    const { id } = added.reply as { id: string }
    const renamed = await admin.send(api.changeCompetitor, { params: { id }, body: { name: 'Westwind' } })
    await undo(batchOf(renamed.headers))
    expect(await names()).toEqual(['Ostwind'])
    await undo(batchOf(added.headers))
    expect(await names()).toEqual([])
  })
})

test('who may not manage sales reads what can be chosen, and sets nothing', async () => {
  const { seller } = app.people
  expect((await seller.call(salesContract.choices)).pipelines.length).toBeGreaterThan(0)
  expect((await seller.send(api.salesSettings)).status).toBe(403)
  expect((await seller.send(api.addCompetitor, { body: { name: 'Mine' } })).status).toBe(403)
})

test('the policy of leads is not overwritten by who read an older one', async () => {
  const { version, updatedAt: _, ...policy } = await admin.call(leadContract.leadPolicy)
  const set = (shareAfterDays: number) =>
    admin.send(leadContract.setLeadPolicy, { body: { ...policy, shareAfterDays }, ifMatch: version })
  expect((await set(60)).status).toBe(200)
  expect((await set(30)).status).toBe(409)
})
