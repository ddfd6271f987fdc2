// npm start: installs what is missing, builds the web app when its sources changed, starts the server.
import { runNode } from './launch.mjs'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'

ensureInstalled()
ensureBuilt()
process.exitCode = await runNode(['app/main.ts', ...process.argv.slice(2)])
