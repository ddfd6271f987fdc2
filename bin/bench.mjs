// npm run bench -- …: measures the promises of speed.
import { ensureBuilt, ensureInstalled, runNode } from './prepare.mjs'

ensureInstalled()
ensureBuilt()
process.exitCode = await runNode(['bench/main.ts', ...process.argv.slice(2)])
