// What every launcher needs before it starts something. Runs on whatever Node the machine has (20 or newer), without
// any package: it is what installs them.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const project = fileURLToPath(new URL('../', import.meta.url))

const inProject = (...parts) => path.join(project, ...parts)
const modulesFolder = inProject('node_modules')
const installStamp = inProject('node_modules', '.cache', 'tessera-install.json')
export const neededNode = 24

/** Prints what is wrong and ends the process. */
export function fail(message) {
  process.stderr.write(`\n${message}\n`)
  process.exit(1)
}

/** Installs the packages when they are missing or not those of package-lock.json. */
export function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20)
    fail(`Tessera needs Node 20 or newer to start; this is ${process.version} (${process.execPath}).`)
  const wanted = {
    lock: sha256(fs.readFileSync(inProject('package-lock.json'))),
    system: `${os.platform()}-${os.arch()}`,
  }
  if (isInstalled(wanted)) return
  process.stderr.write('Installing the packages Tessera needs (once, and after updates) …\n')
  try {
    // “npm ci” insists that the lock file lists the optional packages of every system. Where it does not (it was written
    // against a registry that lacks some), “npm install” takes the same locked versions and passes over those.
    const verb = lockListsEverySystem() ? ['ci'] : ['install', '--no-save']
    npm([...verb, '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'])
  } catch (error) {
    fail(
      error.code === 'ENOENT'
        ? 'npm was not found. It comes with Node: install Node 20 or newer with npm and start again.'
        : `npm could not install the packages (${error.message.split('\n')[0]}); its message stands above. ` +
            'Check the network connection (or npm’s registry and proxy settings) and start again.',
    )
  }
  writeStamp(wanted)
}

function isInstalled(wanted) {
  if (!fs.existsSync(inProject('node_modules', '.package-lock.json')) || !findNode()) return false
  const stamp = readJson(installStamp)
  if (stamp) return stamp.lock === wanted.lock && stamp.system === wanted.system
  // Installed by hand with npm: fine when every package has the version of the lock file.
  const installed = readJson(inProject('node_modules', '.package-lock.json'))?.packages ?? {}
  const locked = Object.entries(readJson(inProject('package-lock.json'))?.packages ?? {})
  const same = locked.every(
    ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
  )
  if (same) writeStamp(wanted)
  return same
}

function lockListsEverySystem() {
  const packages = readJson(inProject('package-lock.json'))?.packages ?? {}
  return Object.entries(packages).every(([at, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).every(name => {
      for (let folder = at; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
        if (packages[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`]) return true
        if (!folder) return false
      }
    }),
  )
}

function writeStamp(wanted) {
  fs.mkdirSync(path.dirname(installStamp), { recursive: true })
  fs.writeFileSync(installStamp, JSON.stringify(wanted))
}

function npm(args) {
  const env = { ...process.env }
  // npm refuses to work without a writable cache, and the home folder may be missing or read-only.
  const cache = env.npm_config_cache ?? path.join(os.homedir(), '.npm')
  if (!isWritable(cache)) {
    const uid = process.getuid?.() ?? 'user'
    env.npm_config_cache = path.join(os.tmpdir(), `tessera-npm-${uid}`)
    env.npm_config_logs_max = '0'
  }
  // npm tells its own script which npm runs it; that one is the right one, also where several are installed.
  const script = env.npm_execpath?.endsWith('.js') ? env.npm_execpath : null
  const [command, first] = script
    ? [process.execPath, [script]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  execFileSync(command, [...first, ...args], { cwd: project, env, stdio: ['ignore', 2, 2] })
}

function isWritable(folder) {
  for (let at = folder; ; at = path.dirname(at)) {
    try {
      fs.accessSync(at, fs.constants.W_OK)
      return true
    } catch (error) {
      if (error.code !== 'ENOENT' || at === path.dirname(at)) return false
    }
  }
}

/** The Node the product runs on: the one installed as a package, or this one when it is new enough. */
export function findNode() {
  const own = inProject('node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node')
  for (const candidate of [own, process.execPath]) {
    if (!fs.existsSync(candidate)) continue
    try {
      const version = execFileSync(candidate, ['--version'], { encoding: 'utf8' })
      if (Number(version.slice(1).split('.')[0]) >= neededNode) return candidate
    } catch {
      // Built for another system (a node_modules folder that was copied): not this one.
    }
  }
  return null
}

/** Builds the web app when its sources changed since the last build. */
export function ensureBuilt() {
  if (!fs.existsSync(inProject('index.html'))) return
  const stampFile = inProject('dist', '.built-from')
  const sources = hashOfWebSources()
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === sources) return
  process.stderr.write('Building the web app …\n')
  // Built aside and swapped: a build that fails leaves the last one, and a running server sees no empty folder.
  const draft = inProject('node_modules', '.cache', `tessera-web-${process.pid}`)
  try {
    const vite = inProject('node_modules', 'vite', 'bin', 'vite.js')
    const args = [vite, 'build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn']
    execFileSync(findNode(), args, {
      cwd: project,
      stdio: ['ignore', 2, 2],
      env: environment({ NODE_ENV: 'production' }),
    })
    fs.writeFileSync(path.join(draft, '.built-from'), sources)
    fs.rmSync(inProject('dist'), { recursive: true, force: true })
    fs.renameSync(draft, inProject('dist'))
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true })
    fail(`The web app could not be built (${error.message.split('\n')[0]}); the reason stands above.`)
  }
}

function hashOfWebSources() {
  const hash = createHash('sha256')
  const singles = [
    'index.html',
    'vite.config.ts',
    'tsconfig.base.json',
    'tsconfig.web.json',
    'package-lock.json',
  ]
  const files = singles.map(name => inProject(name)).filter(file => fs.existsSync(file))
  for (const folder of ['app', 'ui', 'modules', 'platform']) files.push(...filesBelow(inProject(folder)))
  for (const file of files.sort((a, b) => (a < b ? -1 : 1)))
    hash.update(`${path.relative(project, file)}\n`).update(fs.readFileSync(file))
  return hash.digest('hex')
}

/** Folders that never reach the browser. */
const serverOnly = new Set(['server', 'migrations', 'database', 'jobs', 'mail', 'transfer', 'node_modules'])

function* filesBelow(folder) {
  if (!fs.existsSync(folder)) return
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!serverOnly.has(entry.name)) yield* filesBelow(file)
    } else if (!/\.(test\.tsx?|md|sql)$/.test(entry.name)) yield file
  }
}

/** The environment of what we start: our Node and tools come first on the path. */
export function environment(more = {}) {
  const tools = path.join(modulesFolder, '.bin')
  return {
    // Node keeps what it has made of our program: reading hundreds of files anew is most of a start.
    NODE_COMPILE_CACHE: path.join(modulesFolder, '.cache', 'tessera-compiled'),
    ...process.env,
    PATH: `${tools}${path.delimiter}${process.env.PATH ?? ''}`,
    ...more,
  }
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex')
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
