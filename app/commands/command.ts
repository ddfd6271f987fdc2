import type { Logger } from 'pino'
import type { Config } from '../../platform/config.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { newBatch } from '../../platform/history/batch.ts'
import { allPermissions, contextFor, systemActor } from '../../platform/kernel.ts'
import { compose, type Composition, openDatabase } from '../compose.ts'

/** One thing the command line can do. Answers the exit code; undefined is 0. */
export type Command = {
  name: string
  usage: string
  summary: string
  run: (input: CommandInput) => Promise<number | undefined>
}

export type CommandInput = { config: Config; log: Logger; args: string[] }

/** The command was called with the wrong words. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
}

/** A line for the person or program that called. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Runs with the product put together, whether a server runs on the same data or not. */
export async function withProduct<T>(
  { config, log }: CommandInput,
  work: (composition: Composition) => Promise<T>,
): Promise<T> {
  const open = await openDatabase({
    config,
    log,
    applicationName: 'tessera command line',
    whenRunning: 'join',
    max: 6,
    statementTimeout: 0,
  })
  try {
    const composition = await compose({
      config,
      log,
      open,
      address: config.publicUrl ?? `http://${config.host}:${config.port}`,
      worker: false,
    })
    try {
      return await work(composition)
    } finally {
      await composition.stop()
    }
  } finally {
    await open.stop()
  }
}

/** One act of the command line, in one transaction. */
export async function act<T>(
  { kernel }: Composition,
  label: string,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const actor = systemActor(allPermissions(kernel.modules), 'command-line')
  const result = await inTransaction(kernel.database.db, db =>
    work(contextFor(kernel, { db, actor, batch: newBatch(label) })),
  )
  kernel.wake()
  return result
}
