import { fileURLToPath } from 'node:url'
import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { networkOf } from './outbound/addresses.ts'
import { isKey } from './secrets/key-ring.ts'

export type Role = 'web' | 'worker' | 'all'

/** Everything the environment decides, checked. Paths are absolute; `null` means "not set". */
export type Config = {
  /** 0 = any free port. */
  port: number
  host: string
  dataFolder: string
  /** `null` = the embedded database in the data folder. */
  databaseUrl: string | null
  /** Bypasses a connection pooler for LISTEN and migrations; `null` = `databaseUrl` is direct. */
  databaseDirectUrl: string | null
  /** A read-only replica; `null` = none. */
  databaseReplicaUrl: string | null
  demo: boolean
  smtpUrl: string | null
  /** Keys for sealed secrets in base64, the newest first; `null` = those in a file of the data folder. */
  secretKeys: readonly string[] | null
  /** Networks of one's own that connections may go to, besides those an administrator opens. */
  outboundNetworks: readonly string[]
  /** The address people use, without a slash at its end; `null` = derived from host and port. */
  publicUrl: string | null
  role: Role
  logLevel: (typeof logLevels)[number]
  production: boolean
}

/** The environment is wrong; the message lists every bad variable. */
export class WrongConfig extends Error {
  override readonly name = 'WrongConfig'
}

export const projectFolder = fileURLToPath(new URL('../', import.meta.url))

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const url = (protocols: readonly string[], expected: string) =>
  z.string().refine(text => URL.canParse(text) && protocols.includes(new URL(text).protocol), expected)

const postgresUrl = url(
  ['postgres:', 'postgresql:'],
  'an address such as postgres://user:password@host:5432/database',
)

const list = (text: string) => text.split(',').map(part => part.trim())

const variables = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a port number from 0 (any free one) to 65535')
    .transform(Number)
    .refine(port => port <= 65_535, 'a port number from 0 (any free one) to 65535')
    .default(4004),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'a host name or address to listen on, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  TESSERA_DATA: z.string().default(join(projectFolder, 'data')),
  TESSERA_DEMO: z
    .enum(['0', '1'], '1 (start with the demo company) or 0 (start empty)')
    .default('1')
    .transform(text => text === '1'),
  TESSERA_ROLE: z
    .enum(['web', 'worker', 'all'], 'web, worker or all (the option --role overrides it)')
    .default('all'),
  TESSERA_URL: url(['http:', 'https:'], 'the address people use, such as https://crm.example.org')
    .transform(text => text.replace(/\/+$/, ''))
    .optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URL: postgresUrl.optional(),
  SMTP_URL: url(
    ['smtp:', 'smtps:'],
    'an address such as smtp://user:password@mail.example.org:587',
  ).optional(),
  TESSERA_SECRET_KEYS: z
    .string()
    .transform(list)
    .refine(keys => keys.every(isKey), 'keys of 32 bytes in base64, by commas, the newest first')
    .optional(),
  TESSERA_OUTBOUND: z
    .string()
    .transform(list)
    .refine(areNetworks, 'networks of your own, by commas, such as 10.1.0.0/16,127.0.0.1')
    .optional(),
  LOG_LEVEL: z.enum(logLevels, `one of ${logLevels.join(', ')}`).default('info'),
  NODE_ENV: z
    .enum(['production', 'development', 'test'], 'production, development or test')
    .default('production'),
})

/** Read by the tests and the launchers, not by the server, yet no spelling mistakes. */
const knownElsewhere = ['TESSERA_SHARED', 'TESSERA_API']

const secrets = new Set([
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'DATABASE_REPLICA_URL',
  'SMTP_URL',
  'TESSERA_SECRET_KEYS',
])

/**
 * Reads and checks the environment (an empty value counts as not set); `flags.role` overrides `TESSERA_ROLE`.
 * Throws `WrongConfig`, whose message lists every bad variable, what was given and what is expected.
 */
export function readConfig(
  env: Record<string, string | undefined> = process.env,
  flags: { role?: string | undefined } = {},
): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  if (flags.role !== undefined) given.TESSERA_ROLE = flags.role
  const parsed = variables.safeParse(given)
  const problems = [...unknownVariables(given)]
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0])
    problems.push(`${name} is ${shown(name, given[name])}; expected: ${issue.message}.`)
  }
  if (!parsed.success || problems.length > 0) {
    const lines = [...new Set(problems)].map(problem => `  ${problem}`)
    throw new WrongConfig(`Tessera cannot start: the environment is wrong.\n${lines.join('\n')}`)
  }
  return toConfig(parsed.data)
}

/** `readConfig` for an entry point: prints what is wrong and ends the process with code 1. */
export function readConfigOrExit(flags: { role?: string | undefined } = {}): Config {
  try {
    return readConfig(process.env, flags)
  } catch (error) {
    if (!(error instanceof WrongConfig)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

function toConfig(read: z.output<typeof variables>): Config {
  return {
    port: read.PORT,
    host: read.HOST,
    dataFolder: isAbsolute(read.TESSERA_DATA) ? read.TESSERA_DATA : resolve(projectFolder, read.TESSERA_DATA),
    databaseUrl: read.DATABASE_URL ?? null,
    databaseDirectUrl: read.DATABASE_DIRECT_URL ?? null,
    databaseReplicaUrl: read.DATABASE_REPLICA_URL ?? null,
    demo: read.TESSERA_DEMO,
    smtpUrl: read.SMTP_URL ?? null,
    secretKeys: read.TESSERA_SECRET_KEYS ?? null,
    outboundNetworks: read.TESSERA_OUTBOUND ?? [],
    publicUrl: read.TESSERA_URL ?? null,
    role: read.TESSERA_ROLE,
    logLevel: read.LOG_LEVEL,
    production: read.NODE_ENV === 'production',
  }
}

function areNetworks(networks: readonly string[]): boolean {
  try {
    return networks.every(network => networkOf(network))
  } catch {
    return false
  }
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return 'not set'
  return secrets.has(name) ? 'not readable (not shown: it may hold a password)' : `“${value.slice(0, 80)}”`
}

function* unknownVariables(given: Record<string, unknown>): Iterable<string> {
  const known = [
    ...Object.keys(variables.shape).filter(name => name.startsWith('TESSERA_')),
    ...knownElsewhere,
  ]
  for (const name of Object.keys(given)) {
    if (!name.startsWith('TESSERA_') || known.includes(name)) continue
    const [nearest] = known.map(word => ({ word, far: distance(name, word) })).sort((a, b) => a.far - b.far)
    const hint =
      nearest && nearest.far <= 4 ? `did you mean ${nearest.word}?` : `known are ${known.join(', ')}.`
    yield `${name} is not a variable of Tessera; ${hint}`
  }
}

/** Levenshtein distance: how many letters to change to get from one word to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
