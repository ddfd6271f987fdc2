import { contextFor, allPermissions, systemActor } from '../../platform/kernel.ts'
import { pendingMigrations } from '../../platform/database/migrate.ts'
import { healthChecks } from '../../platform/health/routes.ts'
import { platformChecks } from '../../platform/health/checks.ts'
import { migrationSources } from '../migrations.ts'
import { openDatabase, version } from '../compose.ts'
import { type Command, say, withProduct } from './command.ts'

export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor',
  summary:
    'Say how the installation is: versions, schema, queues, backup; exit code 1 where something is wrong',
  run: input =>
    withProduct(input, async ({ kernel }) => {
      say(`Tessera ${version}, Node ${process.version}, data folder ${kernel.config.dataFolder}`)
      const ctx = contextFor(kernel, {
        db: kernel.database.db,
        actor: systemActor(allPermissions(kernel.modules), 'command-line'),
      })
      let sound = true
      for (const check of [...platformChecks, ...healthChecks(kernel.modules)]) {
        const { ok, detail } = await check.run(ctx)
        sound &&= ok
        say(`${ok ? 'ok   ' : 'WRONG'} ${check.name} ${JSON.stringify(detail)}`)
      }
      return sound ? 0 : 1
    }),
}

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  summary: 'Bring the schema to this version; the server does the same when it starts',
  async run({ config, log }) {
    const open = await openDatabase({
      config,
      log,
      applicationName: 'tessera migrate',
      whenRunning: 'join',
      max: 2,
      statementTimeout: 0,
    })
    try {
      const pending = await pendingMigrations(open.url, migrationSources)
      say(pending.length === 0 ? 'The schema is up to date.' : `Still pending: ${pending.length}`)
      return pending.length === 0 ? 0 : 1
    } finally {
      await open.stop()
    }
  },
}
