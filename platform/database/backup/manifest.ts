import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** A file of a backup; `path` is relative to the backup's folder, with slashes. */
export type BackedUpFile = { path: string; size: number; sha256: string }

/** How many rows a table had at the moment the backup shows. */
export type TableCount = { schema: string; table: string; rows: number }

/** What a backup folder says about itself (`manifest.json`); written last, so a folder without it is incomplete. */
export type Manifest = {
  format: 1
  /** `physical`: the files of an embedded database, shut down. `logical`: the rows of an external one. */
  kind: 'physical' | 'logical'
  /** ISO times; the backup shows everything that was acknowledged before `shows`. */
  startedAt: string
  shows: string
  version: string
  postgres: string
  migrations: { module: string; name: string }[]
  tables: TableCount[]
  sequences: { schema: string; name: string; value: number; called: boolean }[]
  files: BackedUpFile[]
}

const name = 'manifest.json'

/** Writes every file of a finished backup through to the disk, measures it and writes the manifest. */
export async function writeManifest(
  folder: string,
  facts: Omit<Manifest, 'files' | 'format'>,
): Promise<Manifest> {
  const paths: string[] = []
  for await (const path of filesBelow(folder)) if (path !== join(folder, name)) paths.push(path)
  const files = await inBatches(paths, async path => {
    await writeThrough(path)
    return { path: relative(folder, path).split(sep).join('/'), ...(await measure(path)) }
  })
  const manifest: Manifest = { format: 1, ...facts, files }
  await writeFile(join(folder, name), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 })
  await writeThrough(join(folder, name))
  return manifest
}

/** Reads the manifest and compares every file with it; throws an error that lists what is missing or spoilt. */
export async function readCheckedManifest(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const compared = await inBatches(manifest.files, async file => {
    const found = await measure(join(folder, file.path)).catch(() => null)
    if (!found) return `${file.path} is missing`
    if (found.size !== file.size) return `${file.path} has ${found.size} bytes instead of ${file.size}`
    return found.sha256 === file.sha256 ? null : `${file.path} was changed or is damaged`
  })
  const problems = compared.filter(problem => problem !== null)
  if (problems.length === 0) return manifest
  const shown = problems.slice(0, 10).map(problem => `\n  ${problem}`)
  throw new Error(
    `The backup in ${folder} is damaged (${problems.length} of ${manifest.files.length} files):${shown.join('')}`,
  )
}

async function readManifest(folder: string): Promise<Manifest> {
  let text: string
  try {
    text = await readFile(join(folder, name), 'utf8')
  } catch (error) {
    throw new Error(`${folder} holds no complete backup: there is no readable ${name} in it.`, {
      cause: error,
    })
  }
  const manifest = JSON.parse(text) as Manifest
  if (manifest.format === 1) return manifest
  throw new Error(
    `The backup in ${folder} has format ${String(manifest.format)}, which this version cannot read.`,
  )
}

/** Several files at a time: waiting for the disk is most of the work. */
async function inBatches<From, To>(items: readonly From[], work: (item: From) => Promise<To>): Promise<To[]> {
  const done: To[] = []
  for (let at = 0; at < items.length; at += 16)
    done.push(...(await Promise.all(items.slice(at, at + 16).map(work))))
  return done
}

async function writeThrough(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Every file below a folder, sorted, as full paths. */
export async function* filesBelow(folder: string): AsyncIterable<string> {
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile()) yield path
  }
}

async function measure(path: string): Promise<{ size: number; sha256: string }> {
  const { size } = await stat(path)
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: Math.max(Math.min(size, 1 << 20), 1) }), hash)
  return { size, sha256: hash.digest('hex') }
}
