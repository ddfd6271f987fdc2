import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Logger } from 'pino'
import { migrationSources } from '../app/migrations.ts'
import { startEmbedded } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { readMigrations } from '../platform/database/migrations-on-disk.ts'
import { idFrom, randomFrom } from '../platform/random.ts'
import { generate } from './generate.ts'
import { type Scene, type Sizes, sceneOf } from './scene.ts'

export type DataSet = { folder: string; scene: Scene; loadSeconds: number | null }

const seed = 20_261_122
const userCount = 200
/** The set ends on the day it was made; that day is kept beside it, so that a later run measures the same rows. */
type Made = { end: string; loadSeconds: number }

/** What a benchmark adds to customers and their entries; it is part of the set that is kept. */
export type Part = {
  /** Says what it is and how much. */
  name: string
  /** The programs that make it: others make another set. */
  programs: readonly URL[]
  fill: (url: string, scene: Scene, say: (line: string) => void) => Promise<void>
}

type Options = { cache: string; fresh: boolean; log: Logger; say: (line: string) => void; part?: Part }

/** A data folder with the generated set: the one of an earlier run with the same sizes and migrations, or a new one. */
export async function dataSetOf(sizes: Sizes, options: Options): Promise<DataSet> {
  const { persons, organisations, entries } = sizes
  const parts = [persons, organisations, entries, options.part?.name, fingerprint(options.part)]
  const folder = join(options.cache, parts.filter(Boolean).join('-'))
  const marker = join(folder, 'generated.json')
  if (options.fresh) rmSync(folder, { recursive: true, force: true })
  if (existsSync(marker)) {
    const made = JSON.parse(readFileSync(marker, 'utf8')) as Made
    return { folder, scene: sceneAt(sizes, new Date(made.end)), loadSeconds: null }
  }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const end = new Date(`${new Date().toISOString().slice(0, 10)}T00:00:00Z`)
  const scene = sceneAt(sizes, end)
  const from = performance.now()
  await fill(folder, scene, options)
  const loadSeconds = (performance.now() - from) / 1000
  writeFileSync(marker, JSON.stringify({ end: end.toISOString(), loadSeconds } satisfies Made))
  return { folder, scene, loadSeconds }
}

/** Loading needs no safety: a set that was cut off is made again. */
const loadSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '16GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
}

async function fill(folder: string, scene: Scene, { log, say, part }: Options): Promise<void> {
  const server = await startEmbedded({ dataFolder: folder, log, settings: loadSettings })
  try {
    await migrate({ url: server.url, sources: migrationSources, version: 'bench', log })
    await writeStaff(server.url, scene)
    await generate(server.url, scene, say)
    await part?.fill(server.url, scene, say)
  } finally {
    await server.stop()
  }
}

function sceneAt(sizes: Sizes, end: Date): Scene {
  const random = randomFrom(seed)
  const ids = (count: number) => Array.from({ length: count }, () => idFrom(random, new Date(seed)))
  return sceneOf(seed, sizes, { users: ids(userCount), units: ids(5), batch: ids(1)[0] as string, end })
}

async function writeStaff(url: string, scene: Scene): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const each = (ids: Buffer) =>
    Array.from({ length: ids.length / 16 }, (_, index) => ids.toString('hex', index * 16, index * 16 + 16))
  try {
    await client.query(
      `insert into staff.business_unit (id, name) select u::uuid, 'Unit ' || n from unnest($1::text[]) with ordinality as x(u, n)`,
      [each(scene.units)],
    )
    await client.query(
      `insert into staff."user" (id, name, email) select u::uuid, 'Colleague ' || n, 'colleague' || n || '@firm.example'
       from unnest($1::text[]) with ordinality as x(u, n)`,
      [each(scene.users)],
    )
  } finally {
    await client.end()
  }
}

/** Changes with the migrations and with the generator, so that an old set is never measured by mistake. */
function fingerprint(part: Part | undefined): string {
  const hash = createHash('sha256')
  for (const migration of readMigrations(migrationSources)) hash.update(migration.sha256)
  for (const part of [
    'population',
    'generate',
    'generate-customers',
    'generate-entries',
    'generate-ties',
    'scene',
  ]) {
    hash.update(readFileSync(new URL(`./${part}.ts`, import.meta.url)))
  }
  for (const program of part?.programs ?? []) hash.update(readFileSync(program))
  return hash.digest('hex').slice(0, 12)
}
