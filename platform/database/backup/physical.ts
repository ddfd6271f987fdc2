import { constants, existsSync, mkdirSync, rmSync } from 'node:fs'
import { chown, copyFile, mkdir, readdir, rename, cp, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Binaries } from '../embedded/binaries.ts'
import { freePort, readAccess, urlOf } from '../embedded/cluster.ts'
import { giveTo, type Place } from '../embedded/place.ts'
import { launch, stopServer } from '../embedded/server.ts'
import { settingsFor } from '../embedded/settings.ts'
import { countRows, schemaFacts } from './facts.ts'
import type { Manifest } from './manifest.ts'

type Facts = Pick<Manifest, 'migrations' | 'postgres' | 'tables' | 'shows'>
type Copying = { url: string; place: Place; binaries: Binaries; log: Logger }

/** Contents that belong to the running server, not to the data (PostgreSQL manual, “Making a base backup”). */
const emptied = new Set([
  'pg_wal',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_replslot',
])
const left = /^(postmaster\.(pid|opts)|backup_label.*|tablespace_map.*|pgsql_tmp.*|pg_internal\.init.*)$/

/**
 * Copies the running embedded database to `target` while it is written to, recovers the copy, counts its rows and shuts it
 * down: what lies in `target` then starts at once, and every page of it has been read and its checksum compared.
 */
export async function copyCluster(target: string, { url, place, binaries, log }: Copying): Promise<Facts> {
  // The copy must be recovered where the account of the database can work: beside the original.
  const home = join(place.home, `backup-${process.pid}-${Date.now()}`)
  const draft: Place = { ...place, home, cluster: join(home, 'cluster') }
  mkdirSync(home, { mode: 0o711 })
  mkdirSync(draft.cluster, { mode: 0o700 })
  giveTo(draft.cluster, place.account)
  try {
    const shows = await copyWhileRunning({ url, from: place, to: draft })
    const facts = await recover({ place: draft, original: place, binaries, log })
    await mkdir(target, { recursive: true, mode: 0o700 })
    await move(draft.cluster, join(target, 'cluster'))
    await copyFile(join(place.home, 'connection.json'), join(target, 'connection.json'))
    return { ...facts, shows }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

type Source = { url: string; from: Place; to: Place }

async function copyWhileRunning({ url, from, to }: Source): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'tessera backup' })
  await client.connect()
  try {
    // The slot keeps the WAL of the backup until it is copied; being temporary, it goes with this connection.
    await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [
      `tessera_backup_${process.pid}`,
    ])
    const start = await client.query<{ wal: string }>(
      `select pg_walfile_name(pg_backup_start('tessera', fast => true)) as wal`,
    )
    await copyFolder(from.cluster, to.cluster, to)
    // Asked before the stop: what is written after it goes to the next file of the WAL, which is not copied.
    const before = await client.query<{ shows: Date }>('select clock_timestamp() as shows')
    const stop = await client.query<{ wal: string; labelfile: string }>(
      `select pg_walfile_name(lsn) as wal, labelfile from pg_backup_stop(wait_for_archive => false)`,
    )
    // A commit with flush: everything up to the end of the backup is then in the files of the WAL.
    await client.query(`select pg_logical_emit_message(true, 'tessera', 'end of backup')`)
    const [first, last] = [start.rows[0]?.wal ?? '', stop.rows[0]?.wal ?? '']
    for (const name of await readdir(join(from.cluster, 'pg_wal'))) {
      if (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last) {
        await copyOne(join(from.cluster, 'pg_wal', name), join(to.cluster, 'pg_wal', name), to)
      }
    }
    await writeFile(join(to.cluster, 'backup_label'), stop.rows[0]?.labelfile ?? '', { mode: 0o600 })
    giveTo(join(to.cluster, 'backup_label'), to.account)
    return (before.rows[0]?.shows ?? new Date(0)).toISOString()
  } finally {
    await client.end()
  }
}

async function copyFolder(from: string, to: string, place: Place): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (left.test(entry.name)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isSymbolicLink())
      throw new Error(`${source} is a link; a database spread over several places cannot be backed up.`)
    if (entry.isFile()) await copyOne(source, target, place)
    if (!entry.isDirectory()) continue
    await mkdir(target, { mode: 0o700 })
    giveTo(target, place.account)
    if (emptied.has(entry.name)) continue
    await copyFolder(source, target, place)
  }
}

async function copyOne(from: string, to: string, place: Place): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  } catch (error) {
    // A table dropped meanwhile: the WAL says so to whoever recovers the copy.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !existsSync(from)) return
    throw error
  }
  if (place.account) await chown(to, place.account.uid, place.account.gid)
}

type Recovery = { place: Place; original: Place; binaries: Binaries; log: Logger }

async function recover({ place, original, binaries, log }: Recovery): Promise<Omit<Facts, 'shows'>> {
  const access = readAccess(original)
  if (!access) throw new Error(`${original.home} has no connection.json.`)
  const port = await freePort()
  // Every file is written through to the disk when the backup is complete, so not a second time here.
  const settings = {
    ...settingsFor({ binaries, port }),
    shared_buffers: '128MB',
    autovacuum: 'off',
    fsync: 'off',
  }
  const server = await launch({ place, binaries, settings, log })
  try {
    const client = new pg.Client({
      connectionString: urlOf({ ...access, port }),
      application_name: 'tessera backup',
    })
    await client.connect()
    try {
      return { ...(await schemaFacts(client)), tables: await countRows(client) }
    } finally {
      await client.end()
    }
  } finally {
    await stopServer(server.pid, log)
  }
}

/** Renames, or copies where the target is on another disk. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    await cp(from, to, { recursive: true, preserveTimestamps: true })
  }
}

/** Puts the database files of a backup into the home of a new database. Answers nothing; throws when something is in the way. */
export async function putCluster(backupFolder: string, place: Place): Promise<void> {
  const draft = `${place.cluster}.restored`
  rmSync(draft, { recursive: true, force: true })
  await cp(join(backupFolder, 'cluster'), draft, { recursive: true, mode: constants.COPYFILE_FICLONE })
  await giveAllTo(draft, place)
  await copyFile(join(backupFolder, 'connection.json'), join(place.home, 'connection.json'))
  await rename(draft, place.cluster)
}

async function giveAllTo(folder: string, place: Place): Promise<void> {
  const { account } = place
  if (account) await chown(folder, account.uid, account.gid)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await giveAllTo(path, place)
    else if (account && (await stat(path)).uid !== account.uid) await chown(path, account.uid, account.gid)
  }
}
