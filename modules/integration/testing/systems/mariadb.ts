import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import mysql from 'mysql2/promise'
import { missing, ownPort, type Running, run, systemFolder, testAccount } from './program.ts'

/** A MariaDB that runs: `connection` is what `mysql2` takes, with all rights on every database. */
export type MariaDb = Running & {
  connection: { host: string; port: number; user: string; password: string }
  /** Stops it and removes its files. */
  remove: () => Promise<void>
}

/** Why MariaDB cannot be started here, or null. */
export const mariaDbMissing = missing({ mariadbd: 'mariadb-server', 'mariadb-install-db': 'mariadb-server' })

/**
 * A log of whole rows with their column names, as the capture of changes needs it. What is acknowledged outlives a kill
 * of the server, not a power cut: it is handed to the system at every commit, but not written through to the disk.
 */
const logOfRows = {
  'server-id': '71',
  'log-bin': 'binlog',
  'binlog-format': 'ROW',
  'binlog-row-image': 'FULL',
  'binlog-row-metadata': 'FULL',
  'binlog-annotate-row-events': 'ON',
  'sync-binlog': '0',
  'innodb-flush-log-at-trx-commit': '2',
  'innodb-buffer-pool-size': '64M',
  'innodb-log-file-size': '32M',
}

/** Starts a MariaDB of its own in a temporary folder; `settings` replace or add settings of the server. */
export async function startMariaDb(settings: Readonly<Record<string, string>> = {}): Promise<MariaDb> {
  const folder = systemFolder('mariadb')
  const data = join(folder.path, 'data')
  const port = await ownPort()
  // As root it refuses to run unless told so; anybody else runs it as himself.
  const account = process.getuid?.() === 0 ? ['--user=root'] : []
  const own = ['--no-defaults', `--datadir=${data}`, ...account]
  try {
    await promisify(execFile)('mariadb-install-db', [
      ...own,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--innodb-flush-log-at-trx-commit=0',
    ])
    const server = await run({
      command: 'mariadbd',
      args: [
        ...own,
        '--bind-address=127.0.0.1',
        `--port=${port}`,
        // The path of a socket may have 107 bytes; nobody uses it.
        `--socket=${join(folder.path, 's')}`,
        ...Object.entries({ ...logOfRows, ...settings }).map(([name, value]) => `--${name}=${value}`),
      ],
      folder: folder.path,
      port,
      greets: true,
    })
    const connection = { host: '127.0.0.1', port, ...testAccount }
    await makeAccount(port)
    const remove = () => server.stop().finally(folder.remove)
    return { ...server, connection, remove }
  } catch (error) {
    folder.remove()
    throw error
  }
}

async function makeAccount(port: number): Promise<void> {
  const { user, password } = testAccount
  const root = await mysql.createConnection({ host: '127.0.0.1', port, user: 'root' })
  try {
    await root.query('create user ?@? identified by ?', [user, '127.0.0.1', password])
    await root.query('grant all on *.* to ?@? with grant option', [user, '127.0.0.1'])
  } finally {
    await root.end()
  }
}
