// npm start: installs what is missing, builds the web app when its sources changed, starts the server.
import { ensureBuilt, ensureInstalled, runNode } from './prepare.mjs'

ensureInstalled()
ensureBuilt()
process.exitCode = await runNode(['app/main.ts', ...process.argv.slice(2)])
