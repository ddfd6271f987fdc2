import pg from 'pg'
import pino from 'pino'
import { openDatabase } from '../app/compose.ts'
import { readConfig } from '../platform/config.ts'
import type { Tessera } from './server.ts'

/** The database of a running server, for what no screen can bring about, like days that pass. */
export type OwnDatabase = { pool: pg.Pool; stop: () => Promise<void> }

/** Joins the database of a running server. */
export async function databaseOf(house: Tessera): Promise<OwnDatabase> {
  const config = readConfig({ TESSERA_DATA: house.data, LOG_LEVEL: 'silent' })
  const { database, stop } = await openDatabase({
    config,
    log: pino({ level: 'silent' }),
    applicationName: 'tessera journey',
    whenRunning: 'join',
    max: 2,
  })
  return { pool: database.pool, stop }
}
