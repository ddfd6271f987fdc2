// npm test: every check of the project, fast ones first. `npm test -- unit [files]` runs one part:
// format, types, lint, unit, unused, browser. The last line says how many tests passed and failed.
import fs from 'node:fs'
import path from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { run } from './launch.mjs'
import { ensureBuilt, ensureInstalled, fail, project } from './prepare.mjs'

const exists = name => fs.existsSync(path.join(project, name))
const tool = name => path.join(project, 'node_modules', '.bin', name)
const reports = path.join(project, 'node_modules', '.cache', 'tessera-tests')

const parts = {
  format: { needs: 'biome.json', run: () => check('biome', ['format', '.']) },
  types: { needs: 'tsconfig.server.json', run: types },
  lint: { needs: '.oxlintrc.json', run: () => check('oxlint', ['--type-aware', '--deny-warnings']) },
  unit: { needs: 'vitest.config.ts', run: unit },
  unused: { needs: 'knip.json', run: () => check('knip', []) },
  browser: { needs: 'playwright.config.ts', run: browser },
}

const given = process.argv.slice(2)
const chosen = given.filter(word => word in parts)
const rest = given.filter(word => !(word in parts))
const unknown = chosen.length === 0 && rest.length > 0
if (unknown) fail(`npm test has no part “${rest[0]}”. Its parts are: ${Object.keys(parts).join(', ')}.`)

ensureInstalled()
fs.mkdirSync(reports, { recursive: true })
const total = { passed: 0, failed: 0 }
const broken = []
for (const [name, part] of Object.entries(parts)) {
  if (chosen.length > 0 ? !chosen.includes(name) : !exists(part.needs)) continue
  process.stdout.write(`\n== ${name}\n`)
  const { passed, failed } = await part.run()
  total.passed += passed
  total.failed += failed
  if (failed > 0) broken.push(name)
}
if (broken.length > 0) process.stdout.write(`\nNot in order: ${broken.join(', ')}.\n`)
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed > 0 ? 1 : 0

/** A check counts as one failure when it fails and as nothing when it passes: the totals are of tests. */
async function check(name, args) {
  return { passed: 0, failed: (await run(tool(name), args)) === 0 ? 0 : 1 }
}

async function types() {
  const server = await check('tsc', ['-p', 'tsconfig.server.json'])
  const web = await check('tsc', ['-p', 'tsconfig.web.json'])
  return { passed: 0, failed: server.failed + web.failed }
}

async function unit() {
  const report = path.join(reports, 'unit.json')
  fs.rmSync(report, { force: true })
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...rest]
  const code = await run(tool('vitest'), args)
  const result = readReport(report)
  if (!result) return { passed: 0, failed: 1 }
  // A file that cannot be loaded has no tests, so it would count as nothing.
  const unloadable = result.testResults.filter(
    file => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return counted({ passed: result.numPassedTests, failed: result.numFailedTests + unloadable.length }, code)
}

async function browser() {
  ensureBuilt()
  const report = path.join(reports, 'browser.json')
  fs.rmSync(report, { force: true })
  let chromium
  try {
    chromium = ensureBrowser()
  } catch (error) {
    process.stdout.write(`There is no browser to test with: ${error.message}\n`)
    return { passed: 0, failed: 1 }
  }
  const code = await run(tool('playwright'), ['test', '--reporter=list,json', ...rest], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
  })
  const stats = readReport(report)?.stats
  if (!stats) return { passed: 0, failed: 1 }
  return counted({ passed: stats.expected + stats.flaky, failed: stats.unexpected }, code)
}

/** A run that ended badly without a failed test (an error between tests) is a failure all the same. */
function counted(result, code) {
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
