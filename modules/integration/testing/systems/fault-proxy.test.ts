import { createServer, get, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'

describe('a proxy that does harm', () => {
  const page = 'x'.repeat(50_000)
  let server: Server
  let proxy: FaultProxy
  let heard = 0

  beforeAll(async () => {
    server = createServer((_request, response) => {
      heard++
      response.end(page)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    proxy = await startFaultProxy({ port: (server.address() as { port: number }).port })
  })

  afterAll(async () => {
    await proxy.close()
    server.closeAllConnections()
    server.close()
  })

  beforeEach(() => proxy.set({}))

  // Not fetch: it keeps connections and opens others on its own account.
  const ask = (timeout = 10_000) =>
    new Promise<string>((resolve, reject) => {
      const signal = AbortSignal.timeout(timeout)
      get({ port: proxy.port, host: '127.0.0.1', agent: false, signal }, answer => {
        text(answer).then(resolve, reject)
      }).on('error', error => reject(signal.aborted ? signal.reason : error))
    })

  test('passes everything on as long as nothing is set', async () => {
    expect(await ask()).toBe(page)
  })

  test('makes both ways slower', async () => {
    proxy.set({ latency: 60 })
    const start = performance.now()
    expect(await ask()).toBe(page)
    expect(performance.now() - start).toBeGreaterThan(115)
  })

  test('limits what goes through in a second', async () => {
    proxy.set({ bandwidth: 200_000 })
    const start = performance.now()
    expect(await ask()).toBe(page)
    expect(performance.now() - start).toBeGreaterThan(240)
  })

  test('swallows a question so that nobody hears it and nobody is told', async () => {
    proxy.set({ blackHole: true })
    const before = heard
    await expect(ask(150)).rejects.toThrow(/timeout/i)
    expect(heard).toBe(before)
  })

  test('lets a question through and loses the answer, which is the unknown result', async () => {
    const before = heard
    proxy.set({ resetAfter: 1 })
    await expect(ask()).rejects.toThrow(/hang up|ECONNRESET/)
    expect(heard).toBe(before + 1)
  })

  test('cuts an answer short', async () => {
    proxy.set({ truncateAfter: 20_000 })
    await expect(ask()).rejects.toThrow(/aborted/)
  })

  test('closes a connection that it has just taken', async () => {
    proxy.set({ closesAfterAccepting: true })
    const before = proxy.counts().taken
    await expect(ask()).rejects.toThrow(/hang up|ECONNRESET/)
    expect(proxy.counts().taken).toBe(before + 1)
  })

  test('resets connections that are open', async () => {
    proxy.set({ latency: 5000 })
    const before = proxy.counts().taken
    const asked = expect(ask()).rejects.toThrow(/hang up|ECONNRESET/)
    while (proxy.counts().taken === before) await new Promise(setImmediate)
    proxy.resetAll()
    await asked
  })

  test('is healthy again as soon as it is told so', async () => {
    proxy.set({ closesAfterAccepting: true })
    await expect(ask()).rejects.toThrow()
    proxy.set({})
    expect(await ask()).toBe(page)
  })
})
