import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { RemoteWrite } from '../port.ts'
import { folderWith, objectOf, patience } from './testing/folder.ts'

let place: Awaited<ReturnType<typeof folderWith>>
afterEach(() => place.remove())

const start = async (object: Readonly<Record<string, unknown>> = {}) => {
  place = await folderWith(object)
  place.put('customers-1.csv', 'id,name,town\n1,Ada,Bonn\n')
  const write: RemoteWrite = {
    operation: randomUUID(),
    object: await objectOf(place.connection),
    key: '1',
    set: { town: 'Köln, "am Rhein"\n2. Zeile' },
    expected: { town: 'Bonn' },
    version: null,
  }
  return write
}
const send = (write: RemoteWrite, signal = patience()) => {
  if (!place.connection.write) throw new Error('It cannot write.')
  return place.connection.write(write, signal)
}
const outgoing = () => readdirSync(join(place.folder, 'out'))
const fileOf = async ({ operation }: RemoteWrite) => {
  while (!outgoing().includes(`${operation}.csv`)) await sleep(5)
  return join(place.folder, 'out', `${operation}.csv`)
}
const acknowledge = ({ operation }: RemoteWrite, ending: string, text = '') =>
  writeFileSync(join(place.folder, 'ack', `${operation}.${ending}`), text)

test('a write is one file with one record, under its name only when it is whole', async () => {
  const write = await start()
  const writing = send(write)
  const file = await fileOf(write)
  expect(readFileSync(file, 'utf8')).toBe(
    'operation,object,key id,set town,expected town\r\n' +
      `${write.operation},customers,1,"Köln, ""am Rhein""\n2. Zeile",Bonn\r\n`,
  )
  expect(outgoing()).toEqual([`${write.operation}.csv`])
  acknowledge(write, 'ok')
  // The files do not show it yet.
  expect(await writing).toEqual({ outcome: 'written', record: null })
})

test('nobody knows what came of a write that is not acknowledged, and trying again puts no second file', async () => {
  const write = await start()
  const limit = new AbortController()
  const unanswered = send(write, limit.signal)
  const file = await fileOf(write)
  limit.abort()
  await expect(unanswered).rejects.toMatchObject({ kind: 'no-answer' })
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, 'this very file')
  const again = send(write)
  await sleep(60)
  expect(readFileSync(file, 'utf8')).toBe('this very file')
  expect(before).toContain(write.operation)
  acknowledge(write, 'ok')
  expect(await again).toMatchObject({ outcome: 'written' })
})

test('an operation that was acknowledged once is not sent again', async () => {
  const write = await start()
  acknowledge(write, 'refused', ' The town is unknown.\n')
  expect(await send(write)).toEqual({ outcome: 'refused', reason: 'The town is unknown.' })
  expect(outgoing()).toEqual([])
})

test('a refusal without a reason says so', async () => {
  const write = await start()
  acknowledge(write, 'refused')
  expect(await send(write)).toEqual({ outcome: 'refused', reason: 'The other side gave no reason.' })
})

test('what the files already show is not sent', async () => {
  const write = await start()
  expect(await send({ ...write, set: { town: 'Bonn' }, expected: { town: 'Ulm' } })).toMatchObject({
    outcome: 'written',
  })
  expect(await send({ ...write, expected: { town: 'Ulm' } })).toMatchObject({
    outcome: 'conflict',
    theirs: { values: { town: 'Bonn' } },
  })
  expect(outgoing()).toEqual([])
})

test('where the other side looks for conflicts its answer counts, not what the files show', async () => {
  const write = await start({ conflicts: 'there' })
  const writing = send({ ...write, expected: { town: 'Ulm' } })
  await fileOf(write)
  acknowledge(write, 'conflict')
  expect(await writing).toMatchObject({ outcome: 'conflict', theirs: { values: { town: 'Bonn' } } })
})

test('without its folder nothing is sent, and that is said', async () => {
  const write = await start()
  rmSync(join(place.folder, 'out'), { recursive: true })
  await expect(send(write)).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringContaining('out/'),
  })
  const findings = await place.connection.test(patience())
  expect(findings).toContainEqual({
    code: 'writing-folder-missing',
    level: 'warning',
    params: { folder: 'out' },
  })
})

test('an operation whose id would lead elsewhere is refused', async () => {
  const write = await start()
  await expect(send({ ...write, operation: '../customers-9' })).rejects.toThrow(/name of a file/)
})
