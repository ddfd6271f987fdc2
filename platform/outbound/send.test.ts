import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createPlain, type RequestListener, type Server } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { isIP } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { lookupChecked, secureThrough } from './connect.ts'
import type { Resolve } from './destination.ts'
import { sendChecked } from './send.ts'

const closing: Server[] = []
afterEach(async () => {
  for (const server of closing.splice(0)) {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
})

async function listening(server: Server): Promise<number> {
  closing.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as { port: number }).port
}

const serve = (answer: RequestListener) => listening(createPlain(answer))
const open = ['127.0.0.1']
const send = sendChecked(open)
const atHome: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]

describe('a question over HTTP', () => {
  test('arrives with its method, headers and body, and its answer comes back', async () => {
    const port = await serve((question, answer) => {
      question.setEncoding('utf8').on('data', body => {
        answer.writeHead(201, { 'x-host': question.headers.host, 'set-cookie': ['a=1', 'b=2'] })
        answer.end(`${question.method} ${question.url} ${question.headers['x-mine']} ${body}`)
      })
    })
    const init = { method: 'PATCH', headers: { 'x-mine': 'yes' }, body: 'ünder' }
    const answer = await send(`http://127.0.0.1:${port}/a%20b?c=d`, init)
    expect(answer.status).toBe(201)
    expect(answer.headers.get('x-host')).toBe(`127.0.0.1:${port}`)
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(await answer.text()).toBe('PATCH /a%20b?c=d yes ünder')
  })

  test.each(['127.0.0.1', '127.1', '2130706433', 'localhost', '[::ffff:7f00:1]'])(
    'to %s is refused before anything is sent where it is not open',
    async host => {
      let asked = 0
      const port = await serve((_, answer) => {
        asked++
        answer.end()
      })
      await expect(sendChecked([])(`http://${host}:${port}/`, {})).rejects.toMatchObject({
        code: 'own-network',
      })
      await expect(sendChecked([])(`https://${host}:${port}/`, {})).rejects.toMatchObject({
        code: 'own-network',
      })
      expect(asked).toBe(0)
    },
  )

  test('does not follow the name to where it leads the second time', async () => {
    let asked = 0
    const port = await serve((_, answer) => {
      asked++
      answer.writeHead(200, { connection: 'close' }).end('one')
    })
    const answers = ['127.0.0.1', '127.0.0.2']
    const turning = sendChecked(open, async () => [{ address: answers.shift() ?? '127.0.0.2', family: 4 }])
    expect(await (await turning(`http://turning.example:${port}/`, {})).text()).toBe('one')
    await expect(turning(`http://turning.example:${port}/`, {})).rejects.toMatchObject({
      code: 'own-network',
      address: '127.0.0.2',
    })
    expect(asked).toBe(1)
  })

  test('is answered with a redirect, which is not followed', async () => {
    const port = await serve((_, answer) => answer.writeHead(302, { location: 'http://10.0.0.1/' }).end())
    const answer = await send(`http://127.0.0.1:${port}/`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://10.0.0.1/'])
  })

  test('is read as it comes, unpacked, and an answer without a body has none', async () => {
    const port = await serve((question, answer) => {
      if (question.url === '/none') return answer.writeHead(204).end()
      return answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'))
    })
    expect(await (await send(`http://127.0.0.1:${port}/`, {})).text()).toBe('packed')
    const none = await send(`http://127.0.0.1:${port}/none`, {})
    expect([none.status, none.body]).toEqual([204, null])
  })

  test('is given up when its signal says so, before the answer and in the middle of it', async () => {
    const port = await serve((question, answer) => {
      if (question.url === '/half') answer.write('half')
    })
    for (const path of ['/', '/half']) {
      const stopping = new AbortController()
      const asking = send(`http://127.0.0.1:${port}${path}`, { signal: stopping.signal })
      if (path === '/half') {
        const reader = (await asking).body?.getReader()
        expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('half')
        stopping.abort()
        await expect(reader?.read()).rejects.toThrow()
      } else {
        stopping.abort()
        await expect(asking).rejects.toMatchObject({ name: 'AbortError' })
      }
    }
    await expect(send(`http://127.0.0.1:${port}/`, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  test('that is broken off, refused or packed wrongly is an error', async () => {
    const port = await serve((question, answer) => {
      if (question.url === '/cut') {
        answer.writeHead(200, { 'content-length': '100' })
        answer.write('some', () => question.socket.destroy())
      } else answer.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip')
    })
    await expect((await send(`http://127.0.0.1:${port}/cut`, {})).text()).rejects.toThrow()
    await expect((await send(`http://127.0.0.1:${port}/`, {})).text()).rejects.toThrow()
    await expect(send('http://127.0.0.1:1/', {})).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(send('file:///etc/passwd', {})).rejects.toThrow(TypeError)
    await expect(send('http://user:secret@127.0.0.1/', {})).rejects.toThrow(TypeError)
  })

  test('uses one connection for several questions', async () => {
    const ports = new Set<unknown>()
    const port = await serve((question, answer) => {
      ports.add(question.socket.remotePort)
      answer.end('x')
    })
    for (let time = 0; time < 3; time++) await (await send(`http://127.0.0.1:${port}/`, {})).text()
    expect(ports.size).toBe(1)
  })
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
if (!hasOpenssl) process.stderr.write('Skipped: openssl is not here, which makes the certificates.\n')

/** A certificate for one host that is its own authority. */
function madeCertificate(host: string): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-certificate-'))
  try {
    const [key, cert] = ['key.pem', 'cert.pem'].map(name => join(folder, name)) as [string, string]
    const kind = [
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ]
    const name = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=${isIP(host) ? 'IP' : 'DNS'}:${host}`]
    execFileSync('openssl', ['req', ...kind, ...name, '-keyout', key, '-out', cert], { stdio: 'pipe' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.skipIf(!hasOpenssl)('over TLS', () => {
  const { key, cert } = hasOpenssl ? madeCertificate('erp.example') : { key: '', cert: '' }
  const identified = (host: string, port: number, ca?: string) =>
    new Promise<unknown>(resolve => {
      const socket = secureThrough({ host, port }, ca ? { ca } : {}, lookupChecked(open, atHome))
      socket.once('error', resolve)
      socket.once('secureConnect', () => {
        socket.destroy()
        resolve('secure')
      })
    })

  test('the certificate must be one for the name, not for the address it led to', async () => {
    const port = await listening(createSecure({ key, cert }, (_, answer) => answer.end()))
    expect(await identified('erp.example', port, cert)).toBe('secure')
    expect(await identified('other.example', port, cert)).toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
    expect(await identified('127.0.0.1', port, cert)).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    expect(await identified('erp.example', port)).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  })

  test('the certificate may be one for an address that the host is written as', async () => {
    const here = madeCertificate('127.0.0.1')
    const port = await listening(
      createSecure({ key: here.key, cert: here.cert }, (_, answer) => answer.end()),
    )
    expect(await identified('127.0.0.1', port, here.cert)).toBe('secure')
  })

  test('a question to a server whose certificate nobody vouches for is not sent', async () => {
    let asked = 0
    const port = await listening(createSecure({ key, cert }, () => asked++))
    const sending = sendChecked(open, atHome)(`https://erp.example:${port}/`, {})
    await expect(sending).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(asked).toBe(0)
  })
})
