import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../platform/config.ts'

/** A server of its own with an empty data folder: where it listens, the one-time link it printed, and where it keeps its data. */
export type Tessera = { address: string; link: string; data: string; stop: () => Promise<void> }

/** Starts the real server as a person would, with these settings; `stop` ends it and takes away everything it kept. */
export async function startTessera(settings: Readonly<Record<string, string>> = {}): Promise<Tessera> {
  if (!existsSync(join(projectFolder, 'dist/index.html')))
    throw new Error('The screens are not built. Run “npm run build” first; “npm test” does it by itself.')
  const data = mkdtempSync(join(tmpdir(), 'tessera-journey-'))
  const child = spawn(join(projectFolder, 'node_modules/.bin/node'), ['app/main.ts'], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...own, ...settings, TESSERA_DATA: data },
  })
  let output = ''
  const ended = once(child, 'exit')
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await ended
    }
    for (const folder of [databaseOf(data), data]) rmSync(folder, { recursive: true, force: true })
  }
  const link = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      const printed = /^ *(http\S+\/sign-in\/link\?token=\S+)$/m.exec(output)?.[1]
      if (printed) resolve(printed)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    void ended.then(() => reject(new Error(`The server ended before it was ready:\n${output}`)))
  }).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { address: new URL(link).origin, link, data, stop }
}

/** What the person at this machine has set must not reach the server of a test. */
const own = {
  PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'warn',
  NODE_ENV: 'production',
  TESSERA_DEMO: '1',
  TESSERA_ROLE: '',
  TESSERA_URL: '',
  DATABASE_URL: '',
  DATABASE_DIRECT_URL: '',
  DATABASE_REPLICA_URL: '',
  SMTP_URL: '',
}

/** The database stands elsewhere where its own user could not enter the data folder. */
function databaseOf(data: string): string {
  const pointer = join(data, 'database.location')
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(data, 'database')
}
