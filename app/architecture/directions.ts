import type { Import, Source } from './sources.ts'

/** A rule answers what breaks it, one sentence each. `modules` is the list of modules, lowest first. */
export type Rule = (sources: readonly Source[], modules: readonly string[]) => string[]

/** Tests, and what only tests use. */
export const isTest = (path: string) =>
  /(\.test\.tsx?|(^|\/)testing[\w-]*\.ts)$/.test(path) || /(^|\/)(testing|e2e|bench)\//.test(path)

const moduleOf = (path: string) => /^modules\/([^/]+)\//.exec(path)?.[1]
const layerOf = (path: string) => path.split('/')[0] as string
const isWeb = (path: string) => /^modules\/[^/]+\/web\//.test(path)
const isScreen = (path: string) => isWeb(path) || layerOf(path) === 'ui'
/** The parts of the platform that run in a browser; the rest of it gives the browser types only. */
const forBrowsers =
  /^platform\/(contract|i18n|realtime)\/|^platform\/(ids|errors|module)\.ts$|^platform\/entities\/(descriptor|list-query|relative-date)\.ts$|^platform\/\w+\/contract\.ts$/

function each(check: (from: string, given: Import, modules: readonly string[]) => string | false): Rule {
  return (sources, modules) =>
    sources.flatMap(({ path, imports }) =>
      imports.flatMap(given => {
        const wrong = check(path, given, modules)
        return wrong ? [`${path} → ${given.to}: ${wrong}`] : []
      }),
    )
}

/** 1. The platform imports only itself; `ui` only itself and what of the platform runs in a browser. */
const kernelStandsAlone = each((from, { to, typeOnly }) => {
  if (isTest(from)) return false
  if (layerOf(from) === 'platform')
    return layerOf(to) !== 'platform' && !/^package\.json$/.test(to) && 'the platform imports only itself'
  if (layerOf(from) !== 'ui' || layerOf(to) === 'ui') return false
  return !(forBrowsers.test(to) || (typeOnly && layerOf(to) === 'platform')) && 'not for the browser'
})

/** 2. A module imports the platform, `ui` from its screens, and modules listed before it. */
const modulesLookDown = each((from, { to }, modules) => {
  const own = moduleOf(from)
  if (!own) return false
  if (!modules.includes(own)) return 'the module is missing in app/modules.ts'
  const other = moduleOf(to)
  if (other) return other !== own && modules.indexOf(other) > modules.indexOf(own) && 'stands higher'
  if (layerOf(to) === 'platform') return isWeb(from) && !forBrowsers.test(to) && 'not for the browser'
  if (layerOf(to) === 'ui') return !isWeb(from) && '`ui` is for screens only'
  return !(isTest(from) && /^app\/testing\b/.test(to)) && 'no module imports this'
})

/** 3. Another module is entered by its door only; tests and benchmarks may look behind it. */
const throughTheDoor = each((from, { to }) => {
  const other = moduleOf(to)
  if (!other || other === moduleOf(from) || isTest(from)) return false
  const doors = [`modules/${other}/index.ts`, `modules/${other}/contract.ts`, `modules/${other}/web/index.ts`]
  return !doors.includes(to) && 'not a door'
})

/** 4a. Screens and server do not import each other; what both know stands beside them (`contract.ts`, `entities.ts`). */
const screensApart = each((from, { to }) => {
  if (isTest(from) || !moduleOf(from)) return false
  if (isWeb(from)) {
    const serverSide = /^modules\/[^/]+\/(server\/|index\.ts$)/.test(to)
    return serverSide && 'a screen imports the server'
  }
  return isScreen(to) && 'the server imports a screen'
})

/** 5. Only `app/` may import every module. */
const onlyAppKnowsAll = each(
  (from, { to }) =>
    moduleOf(to) !== undefined &&
    !['app', 'modules', 'bench', 'e2e'].includes(layerOf(from)) &&
    !(isTest(from) && layerOf(from) === 'app') &&
    'only `app/` may import modules',
)

/** 4b. No cycles among imports that run; types may refer to each other. */
const noCycles: Rule = sources => {
  const graph = new Map(
    sources.map(({ path, imports }) => [path, imports.filter(i => !i.typeOnly).map(i => i.to)]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path)
    if (at >= 0) return void found.push(`${[...trail.slice(at), path].join(' → ')}: a cycle`)
    if (done.has(path)) return
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}

export const directions = {
  kernelStandsAlone,
  modulesLookDown,
  throughTheDoor,
  screensApart,
  onlyAppKnowsAll,
  noCycles,
}
