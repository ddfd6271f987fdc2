import pino from 'pino'
import { readConfigOrExit } from '../platform/config.ts'
import { Refusal } from '../platform/errors.ts'
import { WrongUse } from './commands/command.ts'
import { commands } from './commands/index.ts'

const [name = 'help', ...rest] = process.argv.slice(2)
const command = commands.find(found => found.name === name)

if (!command) {
  const width = Math.max(...commands.map(found => found.usage.length))
  process.stdout.write(
    `npm run tessera -- COMMAND\n\n${commands.map(found => `  ${found.usage.padEnd(width)}  ${found.summary}`).join('\n')}\n`,
  )
  process.exit(name === 'help' || name === '--help' ? 0 : 2)
}

try {
  const config = readConfigOrExit()
  const log = pino({ level: process.env.LOG_LEVEL ? config.logLevel : 'warn' }, pino.destination(2))
  process.exitCode = (await command.run({ config, log, args: rest })) ?? 0
} catch (error) {
  const wrongUse = error instanceof WrongUse || isUnreadable(error)
  const expected =
    wrongUse || error instanceof Refusal || (error instanceof Error && error.name.startsWith('Wrong'))
  process.stderr.write(
    `${expected && error instanceof Error ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  )
  if (wrongUse) process.stderr.write(`Use: npm run tessera -- ${command.usage}\n`)
  process.exitCode = wrongUse ? 2 : 1
}

/** Options that there are not, or that lack their value, as `parseArgs` says it. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
}
