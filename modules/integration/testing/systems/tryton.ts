import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { addressFor, asAdministrator } from '../../../../platform/database/testing-server.ts'
import { missing, ownPort, type Running, run, systemFolder, testAccount } from './program.ts'

/** A Tryton that runs: an ERP with parties, products, accounts and sales. */
export type Tryton = Running & {
  /** Where its JSON-RPC is: the name of the database is the path. */
  url: string
  account: { user: string; password: string }
  /** Address of its own PostgreSQL database, for changes behind its back. */
  database: string
  /** Stops it and removes its files. */
  remove: () => Promise<void>
}

const debianModules = '/usr/lib/python3/dist-packages/trytond/modules'
const modules = ['party', 'product', 'account', 'sale']

/** Why Tryton cannot be started here, or null. */
export const trytonMissing = missing({
  trytond: 'tryton-server',
  '/usr/lib/python3/dist-packages/psycopg2': 'python3-psycopg2',
  ...Object.fromEntries(modules.map(name => [`${debianModules}/${name}`, `tryton-modules-${name}`])),
})

/**
 * Starts a Tryton with an administrator and no company in it yet. Its database is made on the PostgreSQL server of this
 * address (not on SQLite: there its stamps of change count whole seconds, so that a lost update goes unseen).
 */
export async function startTryton(postgres: string): Promise<Tryton> {
  const folder = systemFolder('tryton')
  const port = await ownPort()
  const database = `test_erp_${randomBytes(4).toString('hex')}`
  const dropDatabase = () =>
    asAdministrator(postgres, client => client.query(`drop database if exists "${database}" with (force)`))
  const settings = writeSettings({ folder: folder.path, postgres, port })
  try {
    const prepared = await prepare(postgres, settings)
    await asAdministrator(postgres, client =>
      client.query(`create database "${database}" template "${prepared}" strategy file_copy`),
    )
    const server = await run({
      command: 'trytond',
      args: ['-c', settings, '-d', database],
      folder: folder.path,
      port,
    })
    return {
      ...server,
      url: `http://127.0.0.1:${port}/${database}/`,
      account: { user: 'admin', password: testAccount.password },
      database: addressFor(postgres, database),
      remove: async () => {
        await server.stop()
        await dropDatabase()
        folder.remove()
      },
    }
  } catch (error) {
    await dropDatabase()
    folder.remove()
    throw error
  }
}

/**
 * The name of a database with Tryton's tables. To make them takes half a minute of processor time, so it is done once for
 * each server and version; the first of several test files does it, the others wait.
 */
async function prepare(postgres: string, settings: string): Promise<string> {
  const { stdout } = await promisify(execFile)('trytond', ['--version'])
  const prepared = `prepared_erp_${stdout.replaceAll(/\D+/g, '')}`
  await asAdministrator(postgres, async client => {
    await client.query(`select pg_advisory_lock(hashtext('prepared_erp'))`)
    const found = await client.query('select from pg_database where datname = $1', [prepared])
    if (found.rowCount) return
    const draft = `unfinished_erp`
    await client.query(`drop database if exists "${draft}" with (force)`)
    await client.query(`create database "${draft}"`)
    const password = join(dirname(settings), 'password')
    writeFileSync(password, testAccount.password, { mode: 0o600 })
    const args = [
      '-c',
      settings,
      '-d',
      draft,
      '-u',
      ...modules,
      '--activate-dependencies',
      '--email',
      'a@example.org',
    ]
    await promisify(execFile)('trytond-admin', args, { env: { ...process.env, TRYTONPASSFILE: password } })
    await client.query(`alter database "${draft}" rename to "${prepared}"`)
  })
  return prepared
}

function writeSettings(options: { folder: string; postgres: string; port: number }): string {
  const path = join(options.folder, 'trytond.conf')
  const { username, password, host } = new URL(options.postgres)
  const sections = [
    `[database]\nuri = postgresql://${username}:${password}@${host}/`,
    `[web]\nlisten = 127.0.0.1:${options.port}`,
    '[session]\nauthentications = password',
  ]
  writeFileSync(path, `${sections.join('\n\n')}\n`, { mode: 0o600 })
  return path
}
