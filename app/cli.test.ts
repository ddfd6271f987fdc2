import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../platform/config.ts'

const tessera = (...args: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, [join(projectFolder, 'app', 'cli.ts'), ...args], {
    encoding: 'utf8',
  })
  return { status, said: stderr.trim().split('\n') }
}

test('an option that there is not is told in a line, with how the command is used', () => {
  const { status, said } = tessera('import', 'customers', 'people.csv', '--dryrun')
  expect(status).toBe(2)
  expect(said).toEqual([
    expect.stringContaining('--dryrun'),
    expect.stringMatching(/^Use: npm run tessera -- import ENTITY FILE /),
  ])
})

test('an option without its value is told likewise', () => {
  const { status, said } = tessera('match', 'evaluate', 'people.csv', '--truth')
  expect(status).toBe(2)
  expect(said).toEqual([
    expect.stringContaining('--truth'),
    expect.stringMatching(/^Use: npm run tessera -- match evaluate /),
  ])
})
