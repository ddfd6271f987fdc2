import pino from 'pino'
import { readConfig } from '../../platform/config.ts'
import { run as runSql } from '../../platform/database/statement.ts'
import { dispatchEvents } from '../../platform/events/dispatch.ts'
import type { Listener } from '../../platform/module.ts'
import { compose, openDatabase } from '../compose.ts'

/**
 * A worker with a listener that notes every event it is given, in the transaction of its work, and takes its time: started
 * by the tests as a process of its own, to be killed in the middle.
 */
export const noting: Listener = {
  event: 'customer.created',
  name: 'test.noting',
  when: 'after',
  run: async (ctx, events) => {
    for (const { recordId } of events) {
      await runSql(ctx.db, 'insert into public.noted (record_id) values ($1)', [recordId])
      await runSql(ctx.db, 'select pg_sleep(0.01)')
    }
  },
}

async function listen(): Promise<void> {
  const log = pino({ level: 'warn' }, pino.destination(2))
  const config = readConfig()
  const open = await openDatabase({ config, log, applicationName: 'tessera test listener' })
  const { kernel } = await compose({ config, log, open, address: 'http://127.0.0.1:4004', worker: false })
  await dispatchEvents({ ...kernel, listeners: [noting] })
  process.stdout.write('listening\n')
}

if (import.meta.main) await listen()
