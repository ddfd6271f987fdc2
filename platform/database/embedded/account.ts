import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The user id the database runs under. */
export type Account = { uid: number; gid: number; name: string }

/** Whether this process is root; PostgreSQL refuses to run as root, so the server then gets another account. */
export const runsAsRoot = process.getuid?.() === 0

/**
 * The account to run the database under when we are root: `postgres`, `tessera`, a newly made system user
 * `tessera`, and where none can be made, `nobody`. It must be in the user list: initdb looks its own name up.
 */
export function accountForRoot(): Account {
  const found = lookUp('postgres') ?? lookUp('tessera')
  if (found) return found
  for (const [command, ...args] of [
    ['useradd', '--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'tessera'],
    ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', 'tessera'],
  ] as const) {
    try {
      execFileSync(command, args, { stdio: 'ignore' })
    } catch {
      continue
    }
    const made = lookUp('tessera')
    if (made) return made
  }
  const nobody = lookUp('nobody')
  if (nobody) return nobody
  throw new Error(
    'PostgreSQL refuses to run as root, and this system has no user postgres, tessera or nobody and none could be ' +
      'made. Start Tessera as an ordinary user, or give a database in DATABASE_URL.',
  )
}

/** Whether the account may enter this folder and every folder above it (file modes only; access lists are not read). */
export function canEnter(folder: string, account: Account): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if (!may(path, account, 0o1)) return false
    if (path === dirname(path)) return true
  }
}

/** Whether the mode of the file gives the account the right (4 read, 1 enter or execute). */
export function may(path: string, account: Account, right: number): boolean {
  const { uid, gid, mode } = statSync(path)
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
  return ((mode >> shift) & right) === right
}

function lookUp(name: string): Account | null {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [user, , uid, gid] = line.split(':')
    if (user === name && uid && gid) return { uid: Number(uid), gid: Number(gid), name }
  }
  return null
}
