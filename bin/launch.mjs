// Runs something in the foreground: its signals, its exit code, its end when whoever started us was killed.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import { environment, fail, findNode, neededNode, project } from './prepare.mjs'

/**
 * Room for young objects in MB: three times this is what Node takes of a machine before it collects. With its own choice
 * of 45 and more an import grew to 690 MB, with this to 510, at the same pace.
 */
const youngGeneration = '--max-semi-space-size=24'

/** Runs our Node in the foreground until it ends and answers its exit code; it is told to stop when we end. */
export function runNode(args, env = {}) {
  const node = findNode()
  if (!node) fail(`Node ${neededNode} is not installed in node_modules. Delete that folder and start again.`)
  const follow = new URL('./follow-launcher.mjs', import.meta.url).href
  const child = spawn(node, [youngGeneration, '--import', follow, ...args], {
    cwd: project,
    env: environment(env),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  stopWithNpm(child)
  return untilEnd(child)
}

/**
 * A killed npm passes on nothing, and would leave a server that nobody sees. npm is our parent, or the parent of the
 * shell it started us in.
 */
function stopWithNpm(child) {
  const shell = process.ppid
  const npmPid = isShell(shell) ? parentOf(shell) : shell
  if (!process.env.npm_lifecycle_event || !npmPid) return
  const timer = setInterval(() => {
    if (process.ppid === shell && (npmPid === shell || parentOf(shell) === npmPid)) return
    clearInterval(timer)
    child.kill('SIGTERM')
  }, 500)
  timer.unref()
}

/** The id of the parent of a process; null where there is no /proc (the name in parentheses may hold anything: proc(5)). */
function parentOf(pid) {
  try {
    const line = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}

function isShell(pid) {
  try {
    return /^(sh|dash|bash|ash|busybox|zsh)$/.test(fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim())
  } catch {
    return false
  }
}

/** Runs a command in the foreground and answers its exit code. */
export function run(command, args, env = {}) {
  return untilEnd(spawn(command, args, { cwd: project, env: environment(env), stdio: 'inherit' }))
}

function untilEnd(child) {
  const pass = signal => {
    // Ctrl-C in a terminal reaches the whole group, so the child has it already.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  return new Promise(resolve => {
    child.once('error', error => fail(`${child.spawnfile} could not be started: ${error.message}`))
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass)
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0))
    })
  })
}
