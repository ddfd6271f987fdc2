// npm run dev: the server, restarted on every change, and Vite's development server in front of it.
import { run, runNode } from './launch.mjs'
import { ensureInstalled } from './prepare.mjs'

ensureInstalled()
const port = process.env.PORT || '4004'
const server = runNode(['--watch', '--watch-preserve-output', 'app/main.ts', ...process.argv.slice(2)], {
  NODE_ENV: 'development',
  PORT: port,
})
const web = run('node_modules/.bin/vite', [], {
  NODE_ENV: 'development',
  TESSERA_API: `http://127.0.0.1:${port}`,
})
const [first, second] = await Promise.all([server, web])
process.exitCode = first || second
