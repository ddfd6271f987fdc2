import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

export type DuckLimits = {
  /** Memory of DuckDB in MiB; what does not fit goes to the folder. */
  memoryMiB: number
  threads: number
  /** A folder that is kept, to go on with later; otherwise one is made for this run and removed by `close`. */
  keep?: string
}

export type Row = Record<string, string | number | bigint | null>

/** A DuckDB in a folder of its own. */
export type Duck = {
  folder: string
  run: (sql: string) => Promise<void>
  /** All rows of a small answer. */
  rows: <T extends Row = Row>(sql: string) => Promise<T[]>
  /** The columns of a large answer, chunk by chunk. */
  stream: (sql: string) => AsyncGenerator<unknown[][]>
  close: () => Promise<void>
}

/** Opens a DuckDB that keeps within limits. */
export async function openDuck({ memoryMiB, threads, keep }: DuckLimits): Promise<Duck> {
  const folder = keep ?? (await ownFolder())
  await mkdir(folder, { recursive: true })
  const instance = await DuckDBInstance.create(join(folder, 'match.duckdb'), {
    memory_limit: `${memoryMiB}MiB`,
    threads: String(threads),
    temp_directory: join(folder, 'spill'),
    preserve_insertion_order: 'false',
  })
  const connection = await instance.connect()
  // What is read twice and thrown away is not worth packing: that was a third of the time.
  await connection.run("pragma force_compression = 'uncompressed'")
  return {
    folder,
    run: async sql => {
      await connection.run(sql)
    },
    rows: async <T extends Row>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjects() as T[],
    stream: async function* (sql: string) {
      const result = await connection.stream(sql)
      for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
        yield chunk.getColumns()
      }
    },
    close: async () => {
      connection.closeSync()
      instance.closeSync()
      if (!keep) await rm(folder, { recursive: true, force: true })
    },
  }
}

const prefix = 'tessera-match-'

/** A folder for this process; those of processes that were killed are removed. */
async function ownFolder(): Promise<string> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN
    if (Number.isInteger(owner) && !isRunning(owner))
      await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
  return mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
