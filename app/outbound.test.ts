import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outboundContract } from '../platform/outbound/contract.ts'
import { destination } from '../platform/outbound/destination.ts'
import { openNetworks } from '../platform/outbound/networks.ts'
import { type TestApp, testApp } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ outbound: '127.0.0.1' })
})
afterAll(() => app.close())

const open = () => app.asSystem(openNetworks)

describe('networks of one’s own', () => {
  test('are closed but for those the environment opens, until an administrator opens more', async () => {
    const { administrator } = app.people
    const before = await administrator.call(outboundContract.networks)
    expect(before).toEqual({ networks: [], always: ['127.0.0.1'] })
    expect(await open()).toEqual(['127.0.0.1'])
    const erp = { host: '10.1.2.3', port: 5432 }
    await expect(destination(erp, await open())).rejects.toMatchObject({ code: 'own-network' })

    const networks = ['10.1.0.0/16', ' fd12::/32 ', '10.1.0.0/16']
    const after = await administrator.call(outboundContract.setNetworks, { body: { networks } })
    expect(after).toEqual({ networks: ['10.1.0.0/16', 'fd12::/32'], always: ['127.0.0.1'] })
    expect(await administrator.call(outboundContract.networks)).toEqual(after)
    expect(await destination(erp, await open())).toMatchObject({ address: '10.1.2.3' })

    await administrator.call(outboundContract.setNetworks, { body: { networks: [] } })
    await expect(destination(erp, await open())).rejects.toMatchObject({ code: 'own-network' })
    expect(await open()).toEqual(['127.0.0.1'])
  })

  test('are refused with what is wrong with each, and then nothing is changed', async () => {
    const before = await open()
    const networks = ['10.0.0.0/8', '0.0.0.0/0', '169.254.169.254', 'intranet']
    const { status, problem } = await app.people.administrator.send(outboundContract.setNetworks, {
      body: { networks },
    })
    expect(status).toBe(422)
    expect(problem.fields?.map(({ path }) => path)).toEqual(['networks.1', 'networks.2', 'networks.3'])
    expect(await open()).toEqual(before)
  })

  test('are a matter of administrators', async () => {
    for (const role of ['manager', 'steward', 'agent', 'seller', 'reader'] as const) {
      expect((await app.people[role].send(outboundContract.networks)).status).toBe(403)
      const body = { networks: ['10.0.0.0/8'] }
      expect((await app.people[role].send(outboundContract.setNetworks, { body })).status).toBe(403)
    }
  })
})

test('a key for secrets is made in the data folder when the first one is sealed, for its owner alone', async () => {
  const path = join(app.kernel.config.dataFolder, 'secrets.key')
  expect(existsSync(path)).toBe(false)
  const sealed = await app.asSystem(async ctx => ctx.secrets.seal('pass', 'a.b:1'))
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(await app.asSystem(async ctx => ctx.secrets.open(sealed, 'a.b:1'))).toBe('pass')
})
