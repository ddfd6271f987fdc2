// npm run tessera -- …: the command line.
import { runNode } from './launch.mjs'
import { ensureInstalled } from './prepare.mjs'

ensureInstalled()
process.exitCode = await runNode(['app/cli.ts', ...process.argv.slice(2)])
