import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benchCustomers } from './customers.ts'
import type { Report } from './report.ts'

let cache: string
let report: Report

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tessera-bench-test-'))
  report = await benchCustomers({
    sizes: { persons: 2_000, organisations: 400, entries: 20_000 },
    fresh: false,
    quick: true,
    growth: false,
    browser: false,
    cache,
  })
}, 240_000)
afterAll(() => rmSync(cache, { recursive: true, force: true }))

// The benchmark itself refuses wrong answers and counts that do not come out even; speed is no matter of tests.
test('the benchmark runs from an empty folder to its report, on the real server', () => {
  expect(report.lines.map(({ work }) => work)).toEqual([
    'record',
    'customer page (record, 50 entries, relations)',
    'list, first page',
    'list, later page',
    'search, part of a name',
    'search, part of an e-mail address',
    'search, part of a telephone number',
    'search, name with a typo',
    'read mix, 32 connections',
    'create a customer',
    'change a customer',
    'import of 2,000 CSV rows',
    'undo of that import',
    expect.stringMatching(/^export of [\d,]+ rows$/),
  ])
  for (const { p95, rate } of report.lines) expect(p95 ?? rate).toBeGreaterThan(0)
})
