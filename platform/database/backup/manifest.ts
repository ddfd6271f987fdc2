import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
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

/** Measures every file of a finished backup and writes its manifest. */
export async function writeManifest(
  folder: string,
  facts: Omit<Manifest, 'files' | 'format'>,
): Promise<Manifest> {
  const files: BackedUpFile[] = []
  for await (const path of filesBelow(folder)) {
    if (path === join(folder, name)) continue
    files.push({ path: relative(folder, path).split(sep).join('/'), ...(await measure(path)) })
  }
  const manifest: Manifest = { format: 1, ...facts, files }
  await writeFile(join(folder, name), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 })
  return manifest
}

/** Reads the manifest and compares every file with it; throws an error that lists what is missing or spoilt. */
export async function readCheckedManifest(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const problems: string[] = []
  for (const file of manifest.files) {
    const found = await measure(join(folder, file.path)).catch(() => null)
    if (!found) problems.push(`${file.path} is missing`)
    else if (found.size !== file.size)
      problems.push(`${file.path} has ${found.size} bytes instead of ${file.size}`)
    else if (found.sha256 !== file.sha256) problems.push(`${file.path} was changed or is damaged`)
  }
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
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return { size, sha256: hash.digest('hex') }
}
