import {
  Attribute,
  Change,
  Client,
  InvalidCredentialsError,
  InsufficientAccessError,
  SizeLimitExceededError,
} from 'ldapts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAlive } from '../../../../platform/database/embedded/processes.ts'
import { ldapMissing, type LdapServer, startLdapServer } from './ldap.ts'
import { skipping } from './skipping.ts'

describe.skipIf(skipping(ldapMissing))('OpenLDAP', () => {
  let server: LdapServer
  let client: Client

  beforeAll(async () => {
    server = await startLdapServer()
    client = await enter(server.bindDn)
  })

  afterAll(async () => {
    await client?.unbind()
    await server?.remove()
  })

  async function enter(dn: string, password = server.password) {
    const entering = new Client({ url: server.url, connectTimeout: 2000, timeout: 5000 })
    await entering.bind(dn, password)
    return entering
  }

  test('gives all people page by page, and refuses them in one answer', async () => {
    const reader = await enter(server.bindDn.replace('admin', 'reader'))
    const filter = '(objectClass=inetOrgPerson)'
    const { searchEntries } = await reader.search(server.peopleDn, { filter, paged: { pageSize: 50 } })
    expect(searchEntries).toHaveLength(250)
    expect(searchEntries[0]).toMatchObject({ uid: 'person-1', mail: 'person-1@example.org' })
    await expect(reader.search(server.peopleDn, { filter })).rejects.toThrow(SizeLimitExceededError)
    await reader.unbind()
  })

  test('tells who has changed since a stamp', async () => {
    const attributes = ['uid', 'cn', 'entryCSN', 'entryUUID']
    const all = await client.search(server.peopleDn, { filter: '(uid=*)', attributes })
    const last = all.searchEntries
      .map(entry => entry.entryCSN as string)
      .sort()
      .at(-1) as string
    const modification = new Attribute({ type: 'cn', values: ['Smørrebrød'] })
    await client.modify(`uid=person-7,${server.peopleDn}`, new Change({ operation: 'replace', modification }))
    // The standard knows ≥ and no >, so the last one known comes again.
    const { searchEntries } = await client.search(server.peopleDn, {
      filter: `(entryCSN>=${last})`,
      attributes,
    })
    const changed = searchEntries.filter(({ entryCSN }) => entryCSN !== last)
    expect(changed.map(({ uid, cn }) => ({ uid, cn }))).toEqual([{ uid: 'person-7', cn: 'Smørrebrød' }])
    expect((changed[0]?.entryCSN as string) > last).toBe(true)
  })

  test('lets nobody in with a wrong password, and shows nothing to strangers', async () => {
    await expect(enter(server.bindDn, 'wrong')).rejects.toThrow(InvalidCredentialsError)
    const stranger = new Client({ url: server.url })
    await expect(stranger.search(server.peopleDn, { filter: '(uid=*)' })).rejects.toThrow(
      InsufficientAccessError,
    )
    await stranger.unbind()
  })

  test('leaves no process when it is stopped, and has its people when it is back', async () => {
    const pid = server.pid()
    await server.stop()
    expect(isAlive(pid)).toBe(false)
    await expect(enter(server.bindDn)).rejects.toThrow(/ECONNREFUSED/)
    await server.start()
    client = await enter(server.bindDn)
    const { searchEntries } = await client.search(server.peopleDn, { filter: '(uid=person-250)' })
    expect(searchEntries).toHaveLength(1)
  })
})
