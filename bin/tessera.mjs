// npm run tessera -- …: the command line.
import { ensureInstalled, runNode } from './prepare.mjs'

ensureInstalled()
process.exitCode = await runNode(['app/cli.ts', ...process.argv.slice(2)])
