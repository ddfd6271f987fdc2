import { isTest, type Rule } from './directions.ts'

const afterWord =
  /\b(?:from|join|into|update|table|only|references|truncate)\s+(?:only\s+)?"?([a-z_]+)"?\s*\.\s*"?([a-z_$]\w*)/gi
/** Tables as the query builder and our own descriptions name them: `staff.user as u`. */
const wholeName = /^([a-z_]+)\.([a-z_]\w*)(?: as \w+)?$/

/** Schemas of PostgreSQL itself and of the job queue, which belongs to the platform. */
const technical = new Set(['platform', 'jobs', 'pg_catalog', 'information_schema'])

/** 6. SQL of a module names its own schema, the platform's, and views (`v_*`) of modules before it. */
export const sqlStaysAtHome: Rule = (sources, modules) => {
  const schemas = new Set(modules.map(schemaOf))
  return sources
    .filter(
      ({ path }) =>
        /^(platform|modules\/[^/]+)\//.test(path) && !isTest(path) && !/\/(web|texts)\//.test(path),
    )
    .flatMap(({ path, strings }) => {
      const own = path.startsWith('modules/') ? (path.split('/')[1] as string) : null
      return namesIn(strings, path)
        .filter(([schema]) => schemas.has(schema))
        .filter(name => !allowed(name, own, modules))
        .map(([schema, table]) => `${path}: names ${schema}.${table}`)
    })
}

const tableWords = /\/(server\/|entities\.ts$)/

function namesIn(strings: readonly string[], path: string): [string, string][] {
  const inText = strings.flatMap(text =>
    [...text.matchAll(afterWord)].map(match => [match[1], match[2]] as [string, string]),
  )
  // `customers.read` is a permission as well as the shape of a table's name; only entities' tables and queries are meant.
  const alone = tableWords.test(path)
    ? strings.flatMap(text => {
        const match = wholeName.exec(text)
        return match && /^(v_|[a-z_]+$)/.test(match[2] as string) && / as /.test(text)
          ? [[match[1], match[2]] as [string, string]]
          : []
      })
    : []
  return [...inText, ...alone]
}

const schemaOf = (module: string) => module.replaceAll('-', '_')

function allowed([schema, table]: [string, string], own: string | null, modules: readonly string[]): boolean {
  if (technical.has(schema)) return true
  if (own === null) return false
  if (schema === schemaOf(own)) return true
  const at = modules.findIndex(module => schemaOf(module) === schema)
  return at < modules.indexOf(own) && table.startsWith('v_')
}

/** The same for a migration: it makes things in its own schema, and may refer to tables of earlier modules by foreign keys. */
export function migrationStaysAtHome(
  { module, text }: { module: string; text: string },
  modules: readonly string[],
): string[] {
  const schemas = new Set([...modules.map(schemaOf), 'platform'])
  const own = module === 'platform' ? null : module
  const found: string[] = []
  for (const match of text
    .replaceAll(/--[^\n]*/g, '')
    .matchAll(/([a-z]+)\s+"?([a-z_]+)"?\."?([a-z_]\w*)/gi)) {
    const [, word = '', schema = '', table = ''] = match
    if (!schemas.has(schema) || schema === (own ? schemaOf(own) : 'platform')) continue
    const at = modules.findIndex(name => schemaOf(name) === schema)
    const earlier = schema === 'platform' || (own !== null && at < modules.indexOf(own))
    const refers = /^references$/i.test(word) || table.startsWith('v_') || schema === 'platform'
    if (!(earlier && refers)) found.push(`${module}: “${match[0]}”`)
  }
  return found
}
