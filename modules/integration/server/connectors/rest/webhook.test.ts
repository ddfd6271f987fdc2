import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startRestSystem } from '../../../testing/systems/rest/server.ts'
import { verifyWakeUp, type WakeUp, wakeUpTolerance } from './webhook.ts'

const now = new Date('2026-11-22T12:00:00Z')
const seconds = Math.floor(now.getTime() / 1000)
const body = Buffer.from('{"id":1,"name":"Søn"}')
const signed = (timestamp: string, secret = 'hush'): WakeUp => ({
  body,
  timestamp,
  signature: createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex'),
})
const genuine = signed(String(seconds))

test.each<[string, WakeUp, string]>([
  ['is genuine with the right signature', genuine, 'genuine'],
  ['may name the algorithm', { ...genuine, signature: `sha256=${genuine.signature}` }, 'genuine'],
  ['is unsigned without a signature', { ...genuine, signature: undefined }, 'unsigned'],
  [
    'is unsigned with half a signature',
    { ...genuine, signature: genuine.signature?.slice(0, 32) },
    'unsigned',
  ],
  ['is unsigned without a time', { ...genuine, timestamp: undefined }, 'unsigned'],
  ['is unsigned with a time that is no number', signed('soon'), 'unsigned'],
  ['is wrong under another secret', signed(String(seconds), 'guess'), 'wrong'],
  ['is wrong under no secret at all', signed(String(seconds), ''), 'wrong'],
  ['is wrong with another body', { ...genuine, body: Buffer.from('{"id":2}') }, 'wrong'],
  ['is wrong with a newer time than was signed', { ...genuine, timestamp: String(seconds + 1) }, 'wrong'],
  ['is old when it was recorded and is played again', signed(String(seconds - wakeUpTolerance - 1)), 'old'],
  ['is old when it comes from the future', signed(String(seconds + wakeUpTolerance + 1)), 'old'],
])('a call that wakes us %s', (_what, call, verdict) => {
  expect(verifyWakeUp(call, { secrets: ['', 'hush'], now })).toBe(verdict)
})

test('while a secret is changed the old and the new one count, and without any nobody is believed', () => {
  expect(verifyWakeUp(genuine, { secrets: ['new', 'hush'], now })).toBe('genuine')
  expect(verifyWakeUp(signed(String(seconds), 'new'), { secrets: ['new', 'hush'], now })).toBe('genuine')
  expect(verifyWakeUp(genuine, { secrets: [], now })).toBe('wrong')
})

test('the call of a real system is genuine', async () => {
  const system = await startRestSystem()
  const heard: WakeUp[] = []
  const listener = createServer((request, response) => {
    const { 'x-signature': signature, 'x-timestamp': timestamp } = request.headers
    void buffer(request).then(read => {
      heard.push({ body: read, signature: String(signature), timestamp: String(timestamp) })
      response.end()
    })
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  system.store.listen({
    url: `http://127.0.0.1:${(listener.address() as { port: number }).port}/`,
    secret: 'hush',
  })
  system.store.create({ name: 'new' })
  await system.store.told()
  expect(heard.map(call => verifyWakeUp(call, { secrets: ['hush'], now: new Date() }))).toEqual(['genuine'])
  listener.closeAllConnections()
  listener.close()
  await system.remove()
})
