import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { birthMark } from './processes.ts'

/** The process that started and supervises an embedded database. */
export type Owner = { pid: number; born: string | null; command: string; since: string }

/** Makes this process the owner; answers the living owner instead when there is one. */
export function takeOwnership(
  home: string,
): { taken: true; release: () => void } | { taken: false; owner: Owner } {
  const path = join(home, 'owner.json')
  const self: Owner = {
    pid: process.pid,
    born: birthMark(process.pid),
    command: process.argv.slice(1).join(' '),
    since: new Date().toISOString(),
  }
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(self), { mode: 0o600 })
  try {
    for (;;) {
      // link fails when the name exists: of two starters exactly one wins.
      if (linked(draft, path)) return { taken: true, release: () => release(path, self) }
      const owner = readOwner(path)
      if (owner && lives(owner)) return { taken: false, owner }
      if (owner) setAside(path, owner)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The living owner of the database in this home, or null. */
export function currentOwner(home: string): Owner | null {
  const owner = readOwner(join(home, 'owner.json'))
  return owner && lives(owner) ? owner : null
}

function lives(owner: Owner): boolean {
  const born = birthMark(owner.pid)
  return born !== null && born === owner.born
}

function setAside(path: string, dead: Owner): void {
  const aside = `${path}.dead.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  // Race: between reading and renaming another starter may have replaced the dead owner; then put it back.
  const moved = readOwner(aside)
  if (moved && (moved.pid !== dead.pid || moved.born !== dead.born)) linked(aside, path)
  rmSync(aside, { force: true })
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readOwner(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    if (error instanceof SyntaxError) return { pid: 0, born: null, command: '', since: '' }
    throw error
  }
}

function release(path: string, self: Owner): void {
  const owner = readOwner(path)
  if (owner?.pid === self.pid && owner.born === self.born) rmSync(path, { force: true })
}
