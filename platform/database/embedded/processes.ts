import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const hasProc = existsSync('/proc/self/stat')

/** Whether a process with this id exists; a zombie counts as gone (in containers nobody may collect it). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return !hasProc || statusOf(pid)?.state !== 'Z'
}

/**
 * A mark that differs between two processes which had the same id one after the other, or null when the process is
 * gone. Linux: start time in clock ticks since boot; elsewhere the start time printed by ps.
 */
export function birthMark(pid: number): string | null {
  if (!isAlive(pid)) return null
  if (hasProc) return statusOf(pid)?.startTicks ?? null
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

/**
 * Ids of the PostgreSQL processes whose working directory is this folder: a server and its backends work in their
 * cluster. Anyone else who stands there (a person's shell) is left out.
 */
export function processesIn(folder: string): number[] {
  if (!hasProc || !existsSync(folder)) return []
  const real = realpathSync(folder)
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => {
      try {
        return (
          readlinkSync(`/proc/${name}/cwd`) === real &&
          basename(readlinkSync(`/proc/${name}/exe`)).startsWith('postgres')
        )
      } catch {
        return false
      }
    })
    .map(Number)
    .filter(isAlive)
}

/** Whether this process is a PostgreSQL server working in this folder. */
export function isServerOf(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false
  if (hasProc) return processesIn(folder).includes(pid)
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes('postgres') && command.includes(folder)
  } catch {
    return false
  }
}

/** Waits until the condition holds; answers false when it did not within the time. */
export async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds
  while (!condition()) {
    if (Date.now() > end) return false
    await sleep(15)
  }
  return true
}

function statusOf(pid: number): { state: string; startTicks: string } | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command name in parentheses may itself hold spaces and parentheses: count from the last one (proc(5)).
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '' }
  } catch {
    return null
  }
}
