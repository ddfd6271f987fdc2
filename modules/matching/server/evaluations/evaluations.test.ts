import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { apiPrefix } from '../../../../platform/http/server.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { type Evaluation, matchingContract } from '../../contract.ts'
import { evaluationJob, forgetFilesJob } from './evaluation-job.ts'
import { fileOfPeople } from './testing.ts'

let app: TestApp
let steward: Caller
beforeAll(async () => {
  app = await testApp()
  steward = app.people.steward
})
afterAll(() => app.close())

const people = fileOfPeople({ of: 60, seed: 5 })
const work = (signal = new AbortController().signal) => workOf(app.kernel, signal)
const create = async (content: string, name = 'people.csv') => {
  const sent = await steward.upload('/matching/evaluations', { name, content })
  if (sent.status !== 201) throw new Error(sent.text)
  return sent.reply as Evaluation
}
const add = (id: string, as: string, content: string) =>
  steward.upload(`/matching/evaluations/${id}/files`, { name: `${as}.csv`, content, fields: { as } })
const start = (id: string, truth: string | null = 'customer') =>
  steward.send(matchingContract.startEvaluation, { params: { id }, body: { truth } })
const now = (id: string) => steward.call(matchingContract.evaluation, { params: { id } })
const runNow = (id: string, signal?: AbortSignal) => evaluationJob.run(work(signal), { evaluationId: id })

describe('an evaluation', () => {
  test('refuses files that are too large for a screen while they come, not when they are stored', async () => {
    const { createEvaluation, addEvaluationFile } = matchingContract
    for (const { largestFile } of [createEvaluation, addEvaluationFile]) expect(largestFile).toBe(536_870_912)
    const head = '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    const sent = await app.server.inject({
      method: 'POST',
      url: `${apiPrefix}${createEvaluation.path}`,
      headers: {
        ...steward.headers,
        'content-type': 'multipart/form-data; boundary=edge',
        'content-length': '600000000',
      },
      payload: `${head}a,b\r\n--edge--\r\n`,
    })
    expect([sent.statusCode, sent.json<{ code: string }>().code]).toEqual([413, 'platform.file-too-large'])
    expect(sent.headers.connection).toBe('close')
  })

  test('says what the columns may be, runs, and tells how much was found, with intervals, groups and cost', async () => {
    const made = await create(people)
    expect(made).toMatchObject({ state: 'draft', files: { first: { name: 'people.csv' }, pairs: null } })
    expect(made.columns.find(({ name }) => name === 'family name')).toMatchObject({ role: 'familyName' })
    expect((await start(made.id)).reply).toMatchObject({ state: 'waiting', truth: { column: 'customer' } })
    await runNow(made.id)
    const done = await now(made.id)
    expect(done).toMatchObject({ state: 'done', error: null, result: { rows: 120, pairs: 60 } })
    const { found, best, groups, cost } = done.result ?? expect.fail('There is no result.')
    expect(found.f1).toBeGreaterThan(0.9)
    expect(found.recall.low).toBeLessThan(found.recall.value)
    expect(found.recall.high).toBeGreaterThanOrEqual(found.recall.value)
    expect(best.f1).toBeGreaterThanOrEqual(found.f1)
    expect(groups.find(({ by }) => by === 'gender')?.pairs).toBeGreaterThan(0)
    expect(cost.peakMemoryMiB).toBeGreaterThan(0)
    const { items } = await steward.call(matchingContract.evaluations)
    expect(items.map(({ id }) => id)).toContain(made.id)
  })

  test('takes a second file and a file of pairs', async () => {
    const made = await create('id,name,city\n1,Oslo Bakery,Oslo\n2,Bergen Fish,Bergen\n')
    const second = await add(made.id, 'second', 'id,name,city\nx,Oslo Bakery AS,Oslo\ny,Other,Molde\n')
    expect(second.reply).toMatchObject({ files: { second: { name: 'second.csv' } } })
    expect((await start(made.id, null)).problem.code).toBe('matching.no-answers')
    expect((await add(made.id, 'pairs', 'only\n1\n')).status).toBe(422)
    expect((await add(made.id, 'pairs', 'a,b\n1,x\n')).status).toBe(200)
    await start(made.id, null)
    await runNow(made.id)
    expect(await now(made.id)).toMatchObject({ state: 'done', result: { rows: 4, pairs: 1 } })
  })

  test('that cannot be done says why, and can be started again', async () => {
    const made = await create('id,name\n1,One\n2,Two\n')
    await add(made.id, 'pairs', 'a,b\n1,2\n1,nobody\n')
    await start(made.id, null)
    await runNow(made.id)
    const failed = await now(made.id)
    expect(failed.state).toBe('failed')
    expect(failed.error).toContain('nobody')
    expect((await start(made.id, 'name')).reply).toMatchObject({ state: 'waiting', error: null })
  })

  test('whose worker stops is begun anew by the next, and is never told as done', async () => {
    const { id } = await create(people)
    await start(id)
    await expect(runNow(id, AbortSignal.abort())).rejects.toThrow()
    expect(await now(id)).toMatchObject({ state: 'running', result: null })
    await runNow(id)
    expect((await now(id)).state).toBe('done')
  })

  test('is stopped before and while it runs', async () => {
    const { id } = await create(people)
    await start(id)
    const stop = () => steward.call(matchingContract.cancelEvaluation, { params: { id } })
    expect((await stop()).state).toBe('cancelled')
    await runNow(id)
    expect((await now(id)).result).toBeNull()
    await start(id)
    const running = runNow(id)
    await expect.poll(async () => (await now(id)).state).toBe('running')
    expect((await start(id)).problem.code).toBe('matching.evaluation-begun')
    await stop()
    await running
    // One that had ended before it was asked to stop has its result.
    expect(['cancelled', 'done']).toContain((await now(id)).state)
  })

  test('is removed with its files', async () => {
    const { id } = await create(people)
    const { rows } = await app.database.pool.query<{ key: string }>(
      'select f.storage_key as key from platform.file f join matching.evaluation e on e.file_id = f.id where e.id = $1',
      [id],
    )
    const key = String(rows[0]?.key)
    expect(existsSync(app.kernel.files.path(key))).toBe(true)
    await steward.call(matchingContract.removeEvaluation, { params: { id } })
    await forgetFilesJob.run(work(), { keys: [key] })
    expect(existsSync(app.kernel.files.path(key))).toBe(false)
    expect((await steward.send(matchingContract.evaluation, { params: { id } })).status).toBe(404)
  })
})

test('packed files, what is no table, and who may not manage are refused', async () => {
  const upload = (content: string | Buffer, who: Caller = steward) =>
    who.upload('/matching/evaluations', { name: 'x.csv', content })
  const packed = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4])
  expect((await upload(packed)).problem.code).toBe('matching.packed-file')
  expect((await upload(Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1'))).status).toBe(422)
  expect((await upload(people, app.people.manager)).status).toBe(403)
  const { id } = await create(people)
  const wrong = await steward.send(matchingContract.startEvaluation, {
    params: { id },
    body: { truth: 'nowhere' },
  })
  expect(wrong.status).toBe(422)
})
