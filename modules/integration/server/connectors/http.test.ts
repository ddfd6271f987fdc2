import { createServer, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { startFaultProxy } from '../../testing/systems/fault-proxy.ts'
import { CallFailed } from './failures.ts'
import { httpOf } from './http.ts'
import { failureOf, jsonOf, reasonOf } from './http-answers.ts'
import { accountOf, urlOf } from './http-settings.ts'

const secret = 'correct-horse'
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()))
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

const wayTo = (origin: string) =>
  httpOf({
    origins: [origin],
    headers: { authorization: `Bearer ${secret}` },
    secrets: [secret],
    limits: { bytes: 1000, milliseconds: 5000 },
  })

const ask = (origin: string, signal = AbortSignal.timeout(5000)) =>
  wayTo(origin).ask({ url: new URL(`${origin}/list`) }, signal)

async function failureFrom(answer: RequestListener): Promise<CallFailed> {
  const origin = await serve(answer)
  const http = wayTo(origin)
  try {
    jsonOf(http, await ask(origin))
  } catch (error) {
    return error as CallFailed
  }
  throw new Error('It was taken for a good answer.')
}

const json = { 'content-type': 'application/json' }

describe('an answer over HTTP', () => {
  test.each<[string, RequestListener, string, RegExp]>([
    [
      'a redirect, which is not followed',
      (_q, r) => r.writeHead(302, { location: 'http://10.0.0.1/x' }).end(),
      'changed-shape',
      /redirect to 10\.0\.0\.1/,
    ],
    ['a wrong account', (_q, r) => r.writeHead(401).end(), 'denied', /401/],
    ['an account with too few rights', (_q, r) => r.writeHead(403).end(), 'denied', /403/],
    ['a list that is not there', (_q, r) => r.writeHead(404).end(), 'changed-shape', /404/],
    [
      'too many questions',
      (_q, r) => r.writeHead(429, { 'retry-after': '17' }).end(),
      'unreachable',
      /wait 17 s/,
    ],
    [
      'a pause',
      (_q, r) => r.writeHead(503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }).end(),
      'unreachable',
      /until 2026-10-21T07:28:00/,
    ],
    ['a defect over there', (_q, r) => r.writeHead(500).end(), 'no-answer', /500/],
    [
      'a gateway without its server',
      (_q, r) => r.writeHead(502).end('<html><h1>Bad</h1>'),
      'no-answer',
      /502: Bad/,
    ],
    [
      'a page for people',
      (_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'broken-answer',
      /text\/html/,
    ],
    ['half of JSON', (_q, r) => r.writeHead(200, json).end('{"items": ['), 'broken-answer', /no valid JSON/],
    [
      'too much',
      (_q, r) => r.writeHead(200, json).end(`"${'x'.repeat(2000)}"`),
      'broken-answer',
      /larger than 1000/,
    ],
    [
      'too much, packed small',
      (_q, r) => r.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('1'.repeat(100_000))),
      'broken-answer',
      /larger/,
    ],
    [
      'bytes that are no text',
      (_q, r) => r.writeHead(200, json).end(Buffer.from([0x22, 0xff, 0xfe, 0x22])),
      'broken-answer',
      /not text/,
    ],
    ['nothing but a hang-up', q => q.socket.destroy(), 'no-answer', /No whole answer/],
  ])('that is %s is a failure of its kind', async (_what, answer, kind, message) => {
    const failure = await failureFrom(answer)
    expect(failure).toMatchObject({ kind, message: expect.stringMatching(message) })
  })

  test('that repeats our secret does not bring it into a message', async () => {
    const failure = await failureFrom((question, answer) =>
      answer.writeHead(422, json).end(JSON.stringify({ detail: `bad ${question.headers.authorization}` })),
    )
    expect(failure.message).toContain('bad Bearer •••')
    expect(JSON.stringify([failure.message, failure.stack, failure.cause])).not.toContain(secret)
  })

  test('gives its reason without markup, and cut', async () => {
    const origin = await serve((_q, answer) =>
      answer
        .writeHead(400, json)
        .end(JSON.stringify({ error: { message: `<b>No</b>\u0007\n ${'why '.repeat(200)}` } })),
    )
    const reason = reasonOf(wayTo(origin), await ask(origin))
    expect(reason).toMatch(/^No why why/)
    expect(reason.length).toBeLessThanOrEqual(300)
  })

  test('that never ends is given up with the call, and with the time of the connection', async () => {
    const origin = await serve((_q, answer) => void answer.writeHead(200, json).write('['))
    await expect(ask(origin, AbortSignal.timeout(50))).rejects.toMatchObject({ kind: 'no-answer' })
    const http = httpOf({ origins: [origin], headers: {}, secrets: [], limits: { milliseconds: 50 } })
    const asking = http.ask({ url: new URL(origin) }, new AbortController().signal)
    await expect(asking).rejects.toMatchObject({ kind: 'no-answer' })
  })
})

describe('a question over HTTP', () => {
  test('goes to no server but its own, so that the account is not carried elsewhere', async () => {
    const seen: unknown[] = []
    const other = await serve((question, answer) => {
      seen.push(question.headers)
      answer.end()
    })
    const asking = wayTo('http://127.0.0.1:1').ask(
      { url: new URL(`${other}/list`) },
      AbortSignal.timeout(5000),
    )
    await expect(asking).rejects.toMatchObject({ kind: 'broken-answer' })
    expect(seen).toEqual([])
  })

  test('was not sent where nobody listens, and may have arrived where the connection broke', async () => {
    const origin = await serve((_q, answer) => answer.writeHead(200, json).end('[]'))
    const proxy = await startFaultProxy({ port: Number(new URL(origin).port) })
    proxy.set({ resetAfter: 1 })
    await expect(ask(`http://127.0.0.1:${proxy.port}`)).rejects.toMatchObject({ kind: 'no-answer' })
    await proxy.close()
    await expect(ask(`http://127.0.0.1:${proxy.port}`)).rejects.toMatchObject({ kind: 'unreachable' })
    await expect(ask('http://nobody.invalid')).rejects.toMatchObject({ kind: 'unreachable' })
  })

  test('that was cut off in its answer is no answer', async () => {
    const origin = await serve((_q, answer) =>
      answer.writeHead(200, json).end(JSON.stringify('x'.repeat(500))),
    )
    const proxy = await startFaultProxy({ port: Number(new URL(origin).port) })
    closing.push(proxy.close)
    proxy.set({ truncateAfter: 250 })
    await expect(ask(`http://127.0.0.1:${proxy.port}`)).rejects.toMatchObject({ kind: 'no-answer' })
  })

  test('passes on why the way to an address is closed', async () => {
    const closed = new CallFailed('unreachable', 'It leads into the own network.')
    const send = () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: closed }))
    const http = httpOf({ origins: ['http://inside.example'], headers: {}, secrets: [], send })
    await expect(
      http.ask({ url: new URL('http://inside.example/') }, AbortSignal.timeout(5000)),
    ).rejects.toBe(closed)
  })
})

describe('an account over HTTP', () => {
  test.each([
    [{ authentication: 'none', secret }, {}],
    [{ secret }, { authorization: `Bearer ${secret}` }],
    [{ authentication: 'basic', user: 'jörg', secret: 'a:b' }, { authorization: 'Basic asO2cmc6YTpi' }],
    [{ authentication: 'header', header: 'X-Key', secret }, { 'X-Key': secret }],
  ])('is shown as it was chosen: %j', (settings, headers) => {
    expect(accountOf(settings).headers).toEqual(headers)
  })

  test.each([
    [{ secret: 'line\nend-of-secret' }],
    [{ authentication: 'header', header: 'X-Key: a\r\nHost', secret }],
    [{ authentication: 'header', header: 'Host', secret }],
  ])('that cannot be sent is said without showing it: %j', settings => {
    expect(() => accountOf(settings)).toThrow(CallFailed)
    expect(() => accountOf(settings)).not.toThrow(/end-of-secret|correct-horse/)
  })

  test.each(['ftp://erp.example/', 'erp.example', 'https://me:hidden@erp.example/', ''])(
    'has no place in an address, which is one of HTTP: “%s”',
    address => {
      expect(() => urlOf({ address }, 'address')).toThrow(CallFailed)
      expect(() => urlOf({ address }, 'address')).not.toThrow(/hidden/)
    },
  )
})

test('an answer without a reason still says what was asked', async () => {
  const origin = await serve((_q, answer) => answer.writeHead(418).end())
  const answer = await ask(origin)
  expect(failureOf(wayTo(origin), answer)).toMatchObject({
    kind: 'changed-shape',
    message: 'GET /list is answered with 418.',
  })
})
