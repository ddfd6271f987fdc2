import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { givenKeys, keyFileName, keyRing, keysInFile } from './key-ring.ts'
import { CannotOpen, sealer } from './seal.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function freshPlace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-keys-'))
  folders.push(folder)
  return join(folder, 'data', keyFileName)
}

const purpose = 'a.b:1'
const oneKey = Buffer.alloc(32, 1).toString('base64')
const otherKey = Buffer.alloc(32, 2).toString('base64')

describe('keys in a file', () => {
  test('are made when something is sealed, not when somebody looks, and only the owner can read them', () => {
    const path = freshPlace()
    const ring = keysInFile(path)
    expect(ring.all()).toEqual([])
    expect(() => statSync(path)).toThrow('ENOENT')
    expect(ring.newest()).toHaveLength(32)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    ring.change?.add()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('several processes that begin at once make one key, and leave no draft behind', async () => {
    const path = freshPlace()
    const program = `import { keysInFile } from ${JSON.stringify(new URL('./key-ring.ts', import.meta.url).href)}
      process.once('message', () => process.send(keysInFile(${JSON.stringify(path)}).newest().toString('base64')))
      process.send('ready')`
    const source = join(path, '../../begin.ts')
    writeFileSync(source, program)
    const children = Array.from({ length: 5 }, () => fork(source))
    const ends = children.map(child => once(child, 'exit'))
    await Promise.all(children.map(child => once(child, 'message')))
    const answers = children.map(child => once(child, 'message'))
    for (const child of children) child.send('go')
    const keys = (await Promise.all(answers)).map(([key]) => key as string)
    await Promise.all(ends)
    expect(new Set(keys).size).toBe(1)
    expect(readFileSync(path, 'utf8').trim()).toBe(keys[0])
    expect(readdirSync(join(path, '..'))).toEqual([keyFileName])
  })

  test('a key that is added reaches a ring that was opened before, and what was sealed before is opened', () => {
    const path = freshPlace()
    const here = sealer(keysInFile(path))
    const there = sealer(keysInFile(path))
    const before = here.seal('old', purpose)
    keysInFile(path).change?.add()
    expect([there.open(before, purpose), there.isOutdated(before)]).toEqual(['old', true])
    const after = there.seal('new', purpose)
    expect([here.open(after, purpose), here.isOutdated(after)]).toEqual(['new', false])
  })

  test.skipIf(process.getuid?.() !== 0)(
    'stay those of the user of the server when the superuser changes them',
    () => {
      const path = freshPlace()
      const ring = keysInFile(path)
      ring.newest()
      chownSync(path, 65_534, 65_534)
      ring.change?.add()
      expect([statSync(path).uid, statSync(path).mode & 0o777]).toEqual([65_534, 0o600])
    },
  )

  test('a file that was emptied is not filled with a new key', () => {
    const path = freshPlace()
    keysInFile(path).newest()
    writeFileSync(path, '')
    expect(() => keysInFile(path).newest()).toThrow(/is empty; put the file back/)
    writeFileSync(path, 'abc\n')
    expect(() => keysInFile(path).newest()).toThrow(/not 32 bytes in base64/)
  })
})

describe('a sealed secret', () => {
  const { seal, open } = sealer(givenKeys([oneKey]))

  test('comes back as it was, and looks different each time', () => {
    for (const text of ['', 'pass', 'pässwörd 🔑', 'x'.repeat(100_000)])
      expect(open(seal(text, purpose), purpose)).toBe(text)
    expect(seal('same', purpose)).not.toBe(seal('same', purpose))
    expect(seal('correct-horse', purpose)).not.toContain('correct')
  })

  test('is not opened for another place', () => {
    expect(() => open(seal('pass', 'a.b:1'), 'a.b:2')).toThrow(/not what was sealed for this place/)
  })

  test('is not opened when one letter of it was changed, a part is missing, or its tag is short', () => {
    const sealed = seal('pass', purpose)
    const [form, key, nonce, body = ''] = sealed.split('.')
    const bytes = Buffer.from(body, 'base64url')
    const changed = Array.from(bytes, (byte, at) => {
      const copy = Buffer.from(bytes)
      copy[at] = byte ^ 1
      return copy
    })
    const bodies = [...changed, bytes.subarray(0, -1), bytes.subarray(-4), Buffer.concat([bytes, bytes])]
    for (const each of bodies)
      expect(() => open([form, key, nonce, each.toString('base64url')].join('.'), purpose)).toThrow(
        CannotOpen,
      )
    for (const text of ['', 'pass', `${form}.${key}.${nonce}`, `2.${key}.${nonce}.${body}`, `${sealed}.x`])
      expect(() => open(text, purpose)).toThrow(/This is no sealed secret/)
  })

  test('says which key is missing and where it belongs, and shows neither key nor secret', () => {
    const sealed = seal('pass', purpose)
    const path = freshPlace()
    const lost = sealer(keysInFile(path))
    const error = failureOf(() => lost.open(sealed, purpose))
    expect(error).toMatchObject({ why: 'key-is-gone' })
    expect(error.message).toContain(path)
    expect(error.message).toContain(sealed.split('.')[1])
    expect(error.message).not.toContain(oneKey)
  })

  test('is opened under an older given key, and sealed under the newest', () => {
    const sealed = seal('pass', purpose)
    const both = sealer(givenKeys([otherKey, oneKey]))
    expect([both.open(sealed, purpose), both.isOutdated(sealed)]).toEqual(['pass', true])
    expect(() => open(both.seal('pass', purpose), purpose)).toThrow(/TESSERA_SECRET_KEYS/)
  })
})

test('given keys come before the file of the data folder', () => {
  const path = freshPlace()
  expect(keyRing({ dataFolder: join(path, '..'), secretKeys: [oneKey] }).place).toBe('TESSERA_SECRET_KEYS')
  expect(keyRing({ dataFolder: join(path, '..'), secretKeys: null }).place).toBe(path)
})

function failureOf(work: () => unknown): Error {
  try {
    work()
  } catch (error) {
    return error as Error
  }
  throw new Error('It was opened.')
}
