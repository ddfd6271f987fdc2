import { parseArgs } from 'node:util'
import pino from 'pino'
import { readConfigOrExit } from '../platform/config.ts'
import { AlreadyRunning } from '../platform/database/embedded.ts'
import { run } from './run.ts'

const { values } = parseArgs({ options: { role: { type: 'string' } } })
const config = readConfigOrExit({ role: values.role })
const log = pino({ level: config.logLevel })

try {
  const running = await run(config, log)
  const stop = async (signal: string) => {
    log.info(`${signal}: stopping.`)
    await running.stop()
    process.exit(0)
  }
  let stopping: Promise<void> | null = null
  // Whoever signals the whole process group reaches us twice: npm and the launcher pass the signal on as well.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      stopping ??= stop(signal)
    })
} catch (error) {
  if (error instanceof AlreadyRunning || (error instanceof Error && error.name.startsWith('Wrong')))
    process.stderr.write(`${error.message}\n`)
  else log.fatal({ err: error }, 'Tessera cannot start.')
  process.exit(1)
}
