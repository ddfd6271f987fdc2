import { isTest, type Rule } from './directions.ts'
import type { Source } from './sources.ts'

const perFile =
  (check: (source: Source) => string | false): Rule =>
  (sources: readonly Source[]) =>
    sources.flatMap(source => {
      const wrong = check(source)
      return wrong ? [`${source.path}: ${wrong}`] : []
    })

const isTranslation = (path: string) => /\/texts\//.test(path)

/** A file fits in the head: 300 lines, a test 500. Translations are lists and may be longer. */
export const filesAreShort = perFile(({ path, lines }) => {
  const limit = isTest(path) ? 500 : 300
  return !isTranslation(path) && lines > limit && `has ${lines} lines, the limit is ${limit}`
})

/** Things have one name everywhere; only what a tool loads by itself is a default export. */
export const namedExports = perFile(
  ({ path, defaultExport }) =>
    defaultExport &&
    !/^(modules\/[^/]+\/web|ui\/pages|app\/gallery)\/.*\.tsx$|(^|\/)[\w-]+\.config\.ts$/.test(path) &&
    'has a default export',
)

/** The environment is read in one place. */
export const environmentInOnePlace = perFile(
  ({ path, readsEnvironment }) =>
    readsEnvironment &&
    path !== 'platform/config.ts' &&
    !isTest(path) &&
    !path.startsWith('bin/') &&
    !path.endsWith('.config.ts') &&
    'reads process.env; only platform/config.ts does',
)

const drawers = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'misc',
  'common',
  'manager',
  'service',
  'services',
])
const wordsOf = (name: string) =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)

/** A name says what is inside; these words say nothing. */
export function namesSaySomething(paths: readonly string[]): string[] {
  return paths.flatMap(path => {
    const word = path
      .split('/')
      .flatMap(wordsOf)
      .find(part => drawers.has(part))
    return word ? [`${path}: “${word}” says nothing about what is inside`] : []
  })
}

const businessWords = new Set(
  `customer customers leads opportunity opportunities deal deals campaign campaigns ticket tickets invoice invoices
  subscription subscriptions prospect prospects salesman`.split(/\s+/),
)

/** The kernel and the design system know no business. Comments may give examples; code and texts may not. */
export const noBusinessBelow = perFile(({ path, identifiers, strings }) => {
  if (!/^(platform|ui)\//.test(path) || isTest(path)) return false
  const word = [...identifiers, ...strings].flatMap(wordsOf).find(part => businessWords.has(part))
  return word !== undefined && `knows the business word “${word}”`
})

/** The product is called the same in every language. */
const productName = 'Tessera'

/** What people read stands in translation files. */
export const textsAreTranslated = perFile(({ path, shown }) => {
  if (!/^(ui|modules\/[^/]+\/web)\//.test(path) || isTest(path)) return false
  const text = shown.find(part => /\p{L}{2}/u.test(part) && part !== productName)
  return text !== undefined && `shows “${text.slice(0, 40)}” without translating it`
})

/** Every module, and the platform, has a page that introduces it. */
export function everyPartIsIntroduced(paths: readonly string[], modules: readonly string[]): string[] {
  const wanted = ['platform/README.md', ...modules.map(module => `modules/${module}/README.md`)]
  return wanted.filter(path => !paths.includes(path)).map(path => `${path}: is missing`)
}

export const style = {
  filesAreShort,
  namedExports,
  environmentInOnePlace,
  noBusinessBelow,
  textsAreTranslated,
}
