import type { Context } from '../../../../platform/context.ts'
import { type FieldProblem, Invalid, invalid, NotFound } from '../../../../platform/errors.ts'
import { connectorOf } from '../connectors/kinds.ts'
import type { Connector, SettingField, Settings } from '../connectors/port.ts'
import { settingsOf } from '../systems/secrets.ts'
import { type StoredSystem, systemOf } from '../systems/system.ts'

/** What somebody has said of where to connect; `systemId` names a system whose secrets are used where none are given. */
export type Destination = {
  kind: string
  settings: Settings
  secrets?: Readonly<Record<string, string>> | undefined
  systemId?: string | null | undefined
}

/** A destination whose settings were checked; `secrets` go to the connector and nowhere else. */
export type Ready = { connector: Connector; settings: Settings; secrets: Settings }

/** Settings that say where a connection ends, and how sure one is of whom one speaks with there. */
const whither = ['host', 'port', 'url', 'document', 'address', 'secure', 'authority', 'hostKey'] as const

/** Checks what was said against what its kind of system needs. Throws `Invalid` with the path of each setting that is wrong. */
export async function readyDestination(ctx: Context, given: Destination): Promise<Ready> {
  const connector = kindOf(ctx, given.kind)
  const stored = given.systemId ? await systemOf(ctx.db, given.systemId) : null
  if (stored && stored.kind !== given.kind)
    throw invalid('kind', 'integration.other-kind', `“${stored.name}” is a system of another kind.`)
  const secrets = stored
    ? keptSecrets(ctx, { stored, settings: given.settings, given: given.secrets })
    : plainSecrets(given.secrets)
  const problems = problemsOf(connector, { settings: given.settings, secrets })
  if (problems.length > 0) throw new Invalid(problems)
  return { connector, settings: given.settings, secrets }
}

function kindOf(ctx: Context, kind: string): Connector {
  try {
    return connectorOf(ctx, kind)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    throw invalid('kind', 'integration.no-such-kind', `“${kind}” is no kind of system that can be joined.`)
  }
}

const plainSecrets = (given: Destination['secrets'] = {}): Settings =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))

type Keeping = { stored: StoredSystem; settings: Settings; given: Destination['secrets'] }

/**
 * The secrets that are sealed, with those given put over them. A stored secret goes only where it was entered for: who could
 * send it elsewhere could read it there.
 */
function keptSecrets(ctx: Context, { stored, settings, given = {} }: Keeping): Settings {
  const known = secretsIn(ctx, stored)
  const kept = Object.keys(known).filter(key => given[key] === undefined)
  const moved = whither.some(key => (stored.settings[key] ?? '') !== (settings[key] ?? ''))
  if (moved && kept.length > 0)
    throw new Invalid(
      kept.map(key => ({
        path: `secrets.${key}`,
        code: 'integration.secret-anew',
        message:
          'It shall connect to another place. Enter this secret again, so that it goes only where you want it.',
      })),
    )
  return plainSecrets({ ...(known as Record<string, string>), ...given })
}

/** The secrets that are sealed for a system. Throws `CannotOpen`. */
export function secretsIn(ctx: Pick<Context, 'secrets'>, stored: StoredSystem): Settings {
  if (stored.sealed === null) return {}
  const all = settingsOf(ctx, { ...stored, settings: {} })
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

function problemsOf(
  connector: Connector,
  { settings, secrets }: Pick<Ready, 'settings' | 'secrets'>,
): FieldProblem[] {
  const fields = new Map(connector.settings.map(field => [field.key, field]))
  const known = (key: string, secret: boolean) => {
    const field = fields.get(key)
    return field !== undefined && (field.kind === 'secret') === secret
  }
  const unknown = [
    ...Object.keys(settings)
      .filter(key => !known(key, false))
      .map(key => `settings.${key}`),
    ...Object.keys(secrets)
      .filter(key => !known(key, true))
      .map(key => `secrets.${key}`),
  ].map(path => ({
    path,
    code: 'integration.no-such-setting',
    message: 'Systems of this kind have no such setting.',
  }))
  const wrong = connector.settings.flatMap(field => {
    const from = field.kind === 'secret' ? 'secrets' : 'settings'
    const value = (from === 'secrets' ? secrets : settings)[field.key]
    const problem = problemOf(field, value)
    return problem ? [{ path: `${from}.${field.key}`, ...problem }] : []
  })
  return [...unknown, ...wrong]
}

type Problem = Pick<FieldProblem, 'code' | 'message'>
const missing: Problem = { code: 'integration.setting-missing', message: 'This has to be said.' }
const wrong = (message: string): Problem => ({ code: 'integration.setting-wrong', message })

function problemOf(field: SettingField, value: string | number | boolean | undefined): Problem | null {
  if (value === undefined || value === '') return field.required ? missing : null
  if (field.kind === 'number') return numberProblem(field.key, value)
  if (field.kind === 'yes-no') return typeof value === 'boolean' ? null : wrong('Say true or false.')
  if (typeof value !== 'string') return wrong('This has to be a text.')
  if (field.kind === 'choice')
    return field.options?.includes(value) ? null : wrong(`One of: ${field.options?.join(', ')}.`)
  if (field.kind === 'text' && (value.length > 2000 || /[\r\n]/.test(value)))
    return wrong('One line of at most 2000 characters.')
  return null
}

function numberProblem(key: string, value: string | number | boolean): Problem | null {
  const most = key === 'port' ? 65_535 : 10_000_000
  const least = key === 'port' ? 1 : 0
  const fits = typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most
  return fits ? null : wrong(`A number from ${least} to ${most}.`)
}
