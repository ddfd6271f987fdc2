import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Connection, Portion, Position, RemoteObject, RemoteRecord, Settings } from '../../port.ts'
import { folderBelow } from '../connector.ts'

/** A folder with a connection to it; `restart` opens another one, as after the end of the process. */
export async function folderWith(object: Readonly<Record<string, unknown>>, more: Settings = {}) {
  const root = mkdtempSync(join(tmpdir(), 'tessera-files-test-'))
  const folder = join(root, 'erp')
  for (const each of ['', 'out', 'ack']) mkdirSync(join(folder, each))
  const settings: Settings = {
    folder: 'erp',
    objects: JSON.stringify([{ name: 'customers', full: 'customers-*.csv', key: ['id'], ...object }]),
    arrival: 'renamed',
    interval: 0.02,
    ...more,
  }
  const opened: Connection[] = []
  const restart = async () => {
    const surroundings = { log: pino({ level: 'silent' }), mark: 'tessera_test' }
    const connection = await folderBelow(root).open(settings, surroundings)
    opened.push(connection)
    return connection
  }
  return {
    folder,
    restart,
    connection: await restart(),
    /** Puts a file there in one step. */
    put: (name: string, content: string | Buffer) => {
      writeFileSync(join(root, 'half'), content)
      renameSync(join(root, 'half'), join(folder, name))
    },
    take: (name: string) => rmSync(join(folder, name)),
    remove: async () => {
      await Promise.all(opened.map(connection => connection.close()))
      rmSync(root, { recursive: true })
    },
  }
}

export const patience = () => AbortSignal.timeout(20_000)

export async function objectOf(connection: Connection): Promise<RemoteObject> {
  const [object] = await connection.objects(patience())
  return object as RemoteObject
}

export async function allOf(connection: Connection, object: RemoteObject, after: string | null = null) {
  const records: RemoteRecord[] = []
  for await (const part of connection.readAll({ object, after, chunk: 100 }, patience()))
    records.push(...part)
  return records
}

/** Portions from a position on, until one fits. */
export async function portionsUntil(
  connection: Connection,
  { object, from }: { object: RemoteObject; from: Position },
  enough: (portion: Portion) => boolean,
): Promise<Portion[]> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, patience()])
  const portions: Portion[] = []
  for await (const portion of connection.follow({ objects: [object], from }, signal)) {
    portions.push(portion)
    if (!enough(portion)) continue
    over.abort()
    return portions
  }
  throw new Error('What was waited for did not come.')
}
