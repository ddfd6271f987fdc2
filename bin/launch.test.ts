import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'

const launching = new URL('./launch.mjs', import.meta.url).href
const project = fileURLToPath(new URL('../', import.meta.url))
let folder: string
const launchers: ChildProcess[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-launcher-'))
})
afterEach(() => {
  for (const launcher of launchers.splice(0)) launcher.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the exit code of the program is that of the launcher', async () => {
  const { launcher } = launch('process.exit(7)')
  expect(await once(launcher, 'exit')).toEqual([7, null])
})

test('the program runs on the Node that comes with the packages', async () => {
  const { launcher, told } = launch(`tell(process.version)`)
  await once(launcher, 'exit')
  expect(Number(told().slice(1).split('.')[0])).toBeGreaterThanOrEqual(24)
})

test('a signal reaches the program, which may end in its own time', async () => {
  const { launcher, told } = launch(`
    process.on('SIGTERM', () => setTimeout(() => { tell('stopped well'); process.exit(0) }, 100))
    setInterval(() => {}, 1000)
    tell('runs')`)
  await vi.waitFor(() => expect(told()).toBe('runs'), { timeout: 20_000 })
  launcher.kill('SIGTERM')
  expect(await once(launcher, 'exit')).toEqual([0, null])
  expect(told()).toBe('stopped well')
})

test('a killed launcher takes the program with it', async () => {
  const { launcher, told } = launch(`
    process.on('SIGTERM', () => { tell('stopped well'); process.exit(0) })
    setInterval(() => {}, 1000)
    tell('runs')`)
  await vi.waitFor(() => expect(told()).toBe('runs'), { timeout: 20_000 })
  launcher.kill('SIGKILL')
  await vi.waitFor(() => expect(told()).toBe('stopped well'), { timeout: 20_000 })
})

/** Starts a launcher for a program, which can leave word in a file with `tell`. */
function launch(body: string): { launcher: ChildProcess; told: () => string } {
  const name = join(folder, `program-${Math.random().toString(36).slice(2)}`)
  const word = `${name}.txt`
  writeFileSync(word, '')
  writeFileSync(
    `${name}.mjs`,
    `import fs from 'node:fs'\nconst tell = text => fs.writeFileSync(${JSON.stringify(word)}, text)\n${body}\n`,
  )
  const script = `import { runNode } from ${JSON.stringify(launching)}
    process.exitCode = await runNode([${JSON.stringify(`${name}.mjs`)}])`
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: project,
    stdio: 'ignore',
  })
  launchers.push(launcher)
  return { launcher, told: () => readFileSync(word, 'utf8') }
}
