import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFolder } from '../platform/config.ts'
import { directions, type Rule } from './architecture/directions.ts'
import { exceptionCount, exceptions } from './architecture/exceptions.ts'
import { filesBelow, parse, readSources, type Source } from './architecture/sources.ts'
import { migrationStaysAtHome, sqlStaysAtHome } from './architecture/sql.ts'
import { everyPartIsIntroduced, namesSaySomething, style } from './architecture/style.ts'
import { moduleNames } from './modules.ts'

const paths = filesBelow()
const sources = readSources()
const rules: Record<string, Rule> = { ...directions, sqlStaysAtHome, ...style }

/** For every rule files that break it, as somebody might write them one day. */
const planted: Record<string, Source[]> = {
  kernelStandsAlone: [
    parse('platform/history/x.ts', `import { a } from '../../modules/staff/index.ts'`),
    parse('platform/http/x.ts', `import type { A } from '../../app/compose.ts'`),
    parse('ui/table/x.ts', `import { connect } from '../../platform/database/connect.ts'`),
    parse('ui/table/y.ts', `export { a } from '../../modules/staff/contract.ts'`),
  ],
  modulesLookDown: [
    parse('modules/staff/server/x.ts', `import { a } from '../../customers/index.ts'`),
    parse('modules/staff/server/y.ts', `import type { a } from '../../customers/contract.ts'`),
    parse('modules/customers/server/x.ts', `import { compose } from '../../../app/compose.ts'`),
    parse('modules/customers/server/y.ts', `import { Tile } from '../../../ui/theme/Tile.tsx'`),
    parse('modules/customers/web/z.ts', `const a = await import('../../../platform/database/connect.ts')`),
    parse('modules/unlisted/index.ts', `import { a } from '../../platform/ids.ts'`),
  ],
  throughTheDoor: [
    parse('modules/customers/server/x.ts', `import { a } from '../../staff/server/users.ts'`),
    parse('app/x.ts', `import { a } from '../modules/staff/server/users.ts'`),
  ],
  screensApart: [
    parse('modules/customers/web/x.tsx', `import { a } from '../server/customers.ts'`),
    parse('modules/customers/web/y.tsx', `import { a } from '../index.ts'`),
    parse('modules/customers/server/x.ts', `import { a } from '../web/index.ts'`),
  ],
  onlyAppKnowsAll: [parse('platform/x.ts', `import { a } from '../modules/staff/index.ts'`)],
  noCycles: [
    parse('platform/a.ts', `import { b } from './b.ts'`),
    parse('platform/b.ts', `export { c } from './c.ts'`),
    parse('platform/c.ts', `const a = await import('./a.ts')`),
  ],
  sqlStaysAtHome: [
    parse('modules/staff/server/x.ts', 'const a = `select * from customers.customer`'),
    parse('modules/customers/server/x.ts', `const a = 'select 1 from x join staff."user" u on true'`),
    parse('modules/customers/server/y.ts', `db.selectFrom('staff.user as u')`),
    parse('platform/x.ts', 'const a = `update customers.customer set name = ${1}`'),
  ],
  filesAreShort: [parse('platform/x.ts', '\n'.repeat(301)), parse('platform/x.test.ts', '\n'.repeat(501))],
  namedExports: [
    parse('platform/x.ts', 'export default 1'),
    parse('ui/y.tsx', 'const a = 1; export { a as default }'),
  ],
  environmentInOnePlace: [parse('modules/staff/server/x.ts', 'const a = process.env.HOME')],
  noBusinessBelow: [
    parse('platform/x.ts', 'const customerId = 1'),
    parse('ui/y.tsx', `const a = 'sales.campaign.won'`),
    parse('ui/z.tsx', 'const a = { campaign_id: 1 }'),
  ],
  textsAreTranslated: [
    parse('ui/x.tsx', 'const a = <p>Save all</p>'),
    parse('modules/customers/web/x.tsx', 'const a = <Button title="Save" />'),
  ],
}

describe.each(Object.entries(rules))('%s', (name, rule) => {
  const allowed = exceptions[name] ?? {}
  const isAllowed = (violation: string) => Object.keys(allowed).some(path => violation.startsWith(`${path}`))

  test('holds in the whole project', () => {
    expect(rule(sources, moduleNames).filter(violation => !isAllowed(violation))).toEqual([])
  })

  test('has no exception that is no longer needed', () => {
    const violations = rule(sources, moduleNames)
    const idle = Object.keys(allowed).filter(path => !violations.some(found => found.startsWith(path)))
    expect(idle).toEqual([])
  })

  test('catches who breaks it', () => {
    const files = planted[name] ?? []
    expect(files.length).toBeGreaterThan(0)
    if (name === 'noCycles') expect(rule(files, moduleNames)).toHaveLength(1)
    else for (const file of files) expect(rule([file], moduleNames), file.path).not.toEqual([])
  })
})

test('the exceptions are counted, so that a new one is seen', () => {
  expect(Object.values(exceptions).flatMap(Object.keys)).toHaveLength(exceptionCount)
})

test('the rules read the project and not an empty folder', () => {
  const count = (start: string) => sources.filter(({ path }) => path.startsWith(start)).length
  expect(count('platform/')).toBeGreaterThan(120)
  expect(count('ui/')).toBeGreaterThan(60)
  for (const name of moduleNames) expect(count(`modules/${name}/server/`), name).toBeGreaterThan(10)
  expect(sources.reduce((sum, { imports }) => sum + imports.length, 0)).toBeGreaterThan(1000)
  for (const folder of filesBelow('modules').map(path => path.split('/')[1] as string))
    expect(moduleNames).toContain(folder)
})

describe('migrations', () => {
  const files = paths.flatMap(path => {
    const match = /^(?:modules\/([^/]+)|platform)\/migrations\/.+\.sql$/.exec(path)
    return match
      ? [{ module: match[1] ?? 'platform', text: readFileSync(join(projectFolder, path), 'utf8') }]
      : []
  })

  test('make things in the schema of their module only', () => {
    expect(files.length).toBeGreaterThanOrEqual(5)
    expect(files.flatMap(file => migrationStaysAtHome(file, moduleNames))).toEqual([])
  })

  test.each([
    ['staff', 'create table staff.a (id uuid references customers.customer (id))'],
    ['customers', 'alter table staff.team add column x int'],
    ['customers', 'create view customers.v_a as select * from staff."user"'],
    ['platform', 'create index on customers.customer (id)'],
  ])('of %s may not say “%s”', (module, text) => {
    expect(migrationStaysAtHome({ module, text }, moduleNames)).toHaveLength(1)
  })
})

test('names of files and folders say what is inside', () => {
  expect(namesSaySomething(paths)).toEqual([])
  expect(
    namesSaySomething(['platform/userHelper.ts', 'ui/common/x.ts', 'platform/db-utils.ts']),
  ).toHaveLength(3)
})

test('every module and the platform introduce themselves', () => {
  expect(everyPartIsIntroduced(paths, moduleNames)).toEqual([])
  expect(everyPartIsIntroduced([], ['staff'])).toHaveLength(2)
})
