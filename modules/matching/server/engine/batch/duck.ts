import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

export type DuckLimits = {
  /** Memory of DuckDB in MiB; what does not fit goes to the folder. */
  memoryMiB: number
  threads: number
  /** Where a folder for this run is made; by default the system's for temporary files. */
  folder?: string
}

export type Row = Record<string, string | number | bigint | null>

/** A DuckDB of one run: a file in a folder of its own, removed by `close`. */
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
export async function openDuck({ memoryMiB, threads, folder }: DuckLimits): Promise<Duck> {
  const home = await mkdtemp(join(folder ?? tmpdir(), 'tessera-match-'))
  const instance = await DuckDBInstance.create(join(home, 'match.duckdb'), {
    memory_limit: `${memoryMiB}MiB`,
    threads: String(threads),
    temp_directory: join(home, 'spill'),
    preserve_insertion_order: 'false',
  })
  const connection = await instance.connect()
  return {
    folder: home,
    run: async sql => {
      await connection.run(sql)
    },
    rows: async <T extends Row>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjects() as T[],
    stream: async function* (sql: string) {
      const result = await connection.stream(sql)
      for (
        let chunk = await result.fetchChunk();
        chunk && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      ) {
        yield chunk.getColumns()
      }
    },
    close: async () => {
      connection.closeSync()
      instance.closeSync()
      await rm(home, { recursive: true, force: true })
    },
  }
}
