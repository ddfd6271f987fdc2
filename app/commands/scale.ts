import { availableParallelism, totalmem } from 'node:os'
import { citusStatement, scalePlan } from '../../platform/database/scale-plan.ts'
import { moduleNames } from '../modules.ts'
import { type Command, say, WrongUse, withProduct } from './command.ts'

const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(2)} GB`

export const scaleCommand: Command = {
  name: 'scale',
  usage: 'scale plan',
  summary:
    'Say what to run when one machine is too small: processes, replicas, and the statements that spread the tables',
  async run(input) {
    if (input.args[0] !== 'plan') throw new WrongUse('There is “scale plan”.')
    return withProduct(input, async ({ kernel }) => {
      const schemas = ['platform', ...moduleNames]
      const plan = await scalePlan(kernel.database.db, schemas, { table: 'customers.customer', column: 'id' })
      const size = plan.reduce((sum, table) => sum + table.bytes, 0)
      say(
        `-- Data now: ${gigabytes(size)} in ${plan.length} tables. This machine: ${availableParallelism()} cores, ${gigabytes(totalmem())} memory.`,
      )
      say('-- 1. More processes on this database, behind any load balancer that asks /health/ready:')
      say(
        '--      npm start -- --role web        (one per core)        npm start -- --role worker   (one or two)',
      )
      say(
        '-- 2. When reading is the limit: a replica, named in DATABASE_REPLICA_URL. Lists and pages are read there.',
      )
      say(
        `-- 3. When the data no longer fits the memory of one machine (now ${((size / totalmem()) * 100).toFixed(0)} %): Citus, these statements once, as`,
      )
      say(
        '--    the owner of the tables, in this order, before the servers are started on the coordinator (docs/operate/cluster.md):',
      )
      for (const table of plan)
        say(`${citusStatement(table).padEnd(110)} -- ${table.rows} rows, ${gigabytes(table.bytes)}`)
      say('-- The schema “jobs” stays on the coordinator.')
      return 0
    })
  },
}
