import { existsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'

/** Server settings by name, as PostgreSQL writes them. */
export type Settings = Record<string, string | number>

const mebibyte = 1024 * 1024

/**
 * Settings of the embedded server, scaled to the memory of the machine. It shares the machine with our own
 * processes, so it gets a quarter for its buffers, at most 8 GiB.
 */
export function settingsFor(options: {
  binaries: Binaries
  port: number
  memory?: number
  cores?: number
}): Settings {
  const memory = Math.floor((options.memory ?? memoryOfMachine()) / mebibyte)
  const cores = options.cores ?? availableParallelism()
  const buffers = clamp(memory / 4, 64, 8192)
  const hasStatements = ['.so', '.dylib'].some(end =>
    existsSync(join(options.binaries.library, `pg_stat_statements${end}`)),
  )
  return {
    listen_addresses: '127.0.0.1',
    port: options.port,
    // A socket file would need a folder that both users can reach, with a path below 108 bytes.
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: 100,
    shared_buffers: `${buffers}MB`,
    effective_cache_size: `${clamp(memory / 2, 128, 65_536)}MB`,
    work_mem: `${clamp(memory / 768, 4, 32)}MB`,
    maintenance_work_mem: `${clamp(memory / 24, 32, 1024)}MB`,
    random_page_cost: 1.1,
    jit: 'off',
    // Entries sorted into a GIN index in larger heaps cost a quarter less; the worker does it every minute anyway.
    gin_pending_list_limit: '16MB',
    max_parallel_workers: cores,
    max_parallel_workers_per_gather: clamp(cores / 2, 1, 4),
    wal_level: 'replica',
    // pglz, the only one compiled in, costs more than it saves: behind a checkpoint each page that an insert touches
    // first is packed whole, and 50,000 customers with their nine indexes took 13.0 s instead of 4.0.
    wal_compression: 'off',
    max_wal_size: memory >= 8192 ? '8GB' : memory >= 2048 ? '4GB' : '1GB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: 0.9,
    synchronous_commit: 'on',
    autovacuum_naptime: '15s',
    idle_in_transaction_session_timeout: '5min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %a ',
    log_min_duration_statement: '5s',
    log_lock_waits: 'on',
    cluster_name: 'tessera',
    track_io_timing: 'on',
    ...(hasStatements ? { shared_preload_libraries: 'pg_stat_statements' } : {}),
  }
}

/** The settings as text of a PostgreSQL configuration file. */
export function settingsFile(settings: Settings): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return `# Written by Tessera at every start. To change a setting, use ALTER SYSTEM: it wins over this file.\n${lines.join('\n')}\n`
}

/** Bytes this process may use: in a container the limit of the container. */
function memoryOfMachine(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

function clamp(value: number, least: number, most: number): number {
  return Math.floor(Math.min(Math.max(value, least), most))
}
