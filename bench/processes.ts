import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** Processor time in milliseconds used so far, user and system together. */
export type CpuTimes = { server: number; database: number }

/** Linux counts processor time in hundredths of a second (`getconf CLK_TCK`). */
const tick = 10

/** Whether processes can be looked into (Linux); elsewhere memory and processor time are left out. */
export const processesVisible = existsSync('/proc/self/stat')

/** Resident memory of a process in MB, now and at its highest. */
export function memoryOf(pid: number): { now: number; peak: number } {
  if (!processesVisible) return { now: Number.NaN, peak: Number.NaN }
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1024
  return { now: read('VmRSS'), peak: read('VmHWM') }
}

/** Lets the highest memory of a process be counted from now on (proc(5), clear_refs). */
export function forgetPeak(pid: number): void {
  if (processesVisible) writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

/** Processor time of the server, and of the database server with all its backends, also those that have ended. */
export function cpuTimes(serverPid: number, databasePid: number | null): CpuTimes {
  if (!processesVisible) return { server: Number.NaN, database: Number.NaN }
  const server = statOf(serverPid)
  if (databasePid === null) return { server: server ? own(server) : 0, database: Number.NaN }
  const main = statOf(databasePid)
  let database = main ? own(main) + (main.childUser + main.childSystem) * tick : 0
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null
    if (stat?.parent === databasePid) database += own(stat)
  }
  return { server: server ? own(server) : 0, database }
}

/** The process that started the backend `pid`: the database server. */
export function parentOf(pid: number): number | null {
  return (processesVisible && statOf(pid)?.parent) || null
}

type Stat = { parent: number; user: number; system: number; childUser: number; childSystem: number }

function own(stat: Stat): number {
  return (stat.user + stat.system) * tick
}

/** proc(5): fields after the name in brackets, which may itself hold spaces. */
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent = 0, user = 0, system = 0, childUser = 0, childSystem = 0] = [1, 11, 12, 13, 14].map(
      index => fields[index],
    )
    return { parent, user, system, childUser, childSystem }
  } catch {
    return null
  }
}
