import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, missing, ownPort, type Running, run, systemFolder, testAccount } from './program.ts'

/** An OpenLDAP that runs. */
export type LdapServer = Running & {
  url: string
  /** The administrator of the directory. */
  bindDn: string
  password: string
  /** Below this stand the people, as `inetOrgPerson` with uid person-1, person-2 … */
  peopleDn: string
  /** Stops it and removes its files. */
  remove: () => Promise<void>
}

const suffix = 'dc=example,dc=org'
const peopleDn = `ou=people,${suffix}`
const bindDn = `cn=admin,${suffix}`

/** Why OpenLDAP cannot be started here, or null. */
export const ldapMissing = missing({ slapd: 'slapd', slapadd: 'slapd', '/usr/lib/ldap/back_mdb.so': 'slapd' })

/** Whoever is known there may read everything. */
const openToAll = ['access to * by users read by anonymous auth']

/** Starts an OpenLDAP in a temporary folder with so many people in it; `access` are its rules. */
export async function startLdapServer({
  people = 250,
  access = openToAll,
}: {
  people?: number
  access?: readonly string[]
} = {}): Promise<LdapServer> {
  const folder = systemFolder('ldap')
  try {
    const port = await ownPort()
    const settings = join(folder.path, 'slapd.conf')
    const entries = join(folder.path, 'people.ldif')
    mkdirSync(join(folder.path, 'data'))
    writeFileSync(settings, settingsIn(folder.path, access), { mode: 0o600 })
    writeFileSync(entries, directory(people))
    execFileSync(findProgram('slapadd') as string, ['-q', '-w', '-f', settings, '-l', entries], {
      stdio: 'pipe',
    })
    const server = await run({
      command: 'slapd',
      // With a level of debugging it stays in the foreground, with level 0 it says nothing.
      args: ['-d', '0', '-f', settings, '-h', `ldap://127.0.0.1:${port}/`],
      folder: folder.path,
      port,
    })
    return {
      ...server,
      url: `ldap://127.0.0.1:${port}`,
      bindDn,
      password: testAccount.password,
      peopleDn,
      remove: () => server.stop().finally(folder.remove),
    }
  } catch (error) {
    folder.remove()
    throw error
  }
}

function settingsIn(folder: string, access: readonly string[]): string {
  return [
    ...['core', 'cosine', 'inetorgperson'].map(name => `include /etc/ldap/schema/${name}.schema`),
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    `pidfile ${folder}/slapd.pid`,
    // More than this in one answer is refused, as real directories do: who wants all has to ask page by page.
    'sizelimit size.soft=100 size.hard=100 size.prtotal=unlimited',
    'database mdb',
    'maxsize 67108864',
    `suffix "${suffix}"`,
    `rootdn "${bindDn}"`,
    `rootpw ${testAccount.password}`,
    `directory ${folder}/data`,
    'dbnosync',
    'index objectClass,entryCSN,entryUUID,uid eq',
    ...access,
    '',
  ].join('\n')
}

function directory(people: number): string {
  const root = [
    `dn: ${suffix}\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example`,
    `dn: ${peopleDn}\nobjectClass: organizationalUnit\nou: people`,
    // The administrator may read without limits; this one is an account as a connector has it.
    `dn: cn=reader,${suffix}\nobjectClass: person\ncn: reader\nsn: reader\nuserPassword: ${testAccount.password}`,
  ]
  const entries = Array.from({ length: people }, (_, index) => {
    const number = index + 1
    return [
      `dn: uid=person-${number},${peopleDn}`,
      'objectClass: inetOrgPerson',
      `uid: person-${number}`,
      `cn: Person ${number}`,
      `sn: Number ${number}`,
      `mail: person-${number}@example.org`,
      `telephoneNumber: +49 30 ${String(number).padStart(6, '0')}`,
    ].join('\n')
  })
  return `${[...root, ...entries].join('\n\n')}\n`
}
