import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import fastify from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { fileStore } from '../files/store.ts'
import { problemOf } from './problem.ts'
import { receiveUpload } from './upload.ts'

const folder = mkdtempSync(join(tmpdir(), 'tessera-upload-'))
const server = fastify()
await server.register(multipart)
server.setErrorHandler((error, _request, reply) => {
  const { status, code } = problemOf(error)
  return reply.code(status).send({ code })
})
server.post('/', async request => {
  const { size, fields } = await receiveUpload({ files: fileStore(folder) }, request, 1000)
  return { size, fields }
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const head = '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
const headers = { 'content-type': 'multipart/form-data; boundary=edge' }
const filesIn = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter(one => one.isFile())
const post = (payload: string | Readable, more: Record<string, string> = {}) =>
  server.inject({ method: 'POST', url: '/', headers: { ...headers, ...more }, payload })

test('a file that never ends is refused as soon as it is too large, and nothing of it stays', async () => {
  let given = 0
  const endless = Readable.from(
    (function* () {
      yield head
      for (;;) {
        given += 500
        yield 'x'.repeat(500)
      }
    })(),
    { objectMode: false },
  )
  const answer = await post(endless)
  expect([answer.statusCode, answer.json()]).toEqual([413, { code: 'platform.file-too-large' }])
  expect(filesIn()).toEqual([])
  expect(given).toBeLessThan(10_000_000)
})

test('one that says itself how large it is, is refused before it is read', async () => {
  const answer = await post(`${head}short\r\n--edge--\r\n`, { 'content-length': '6000000' })
  expect(answer.statusCode).toBe(413)
})

test('one of just that size is taken', async () => {
  const answer = await post(`${head}${'x'.repeat(1000)}\r\n--edge--\r\n`)
  expect(answer.json()).toEqual({ size: 1000, fields: {} })
  expect(filesIn()).toHaveLength(1)
})
