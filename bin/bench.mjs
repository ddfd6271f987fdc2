// npm run bench -- …: measures the promises of speed.
import { runNode } from './launch.mjs'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'

ensureInstalled()
ensureBuilt()
process.exitCode = await runNode(['bench/main.ts', ...process.argv.slice(2)])
