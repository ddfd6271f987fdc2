import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../report.ts'
import { benchSales } from './sales.ts'

let cache: string
let report: Report

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tessera-bench-sales-'))
  report = await benchSales({ opportunities: 4000, quick: true, fresh: false, browser: false, cache })
}, 240_000)
afterAll(() => rmSync(cache, { recursive: true, force: true }))

// The benchmark itself refuses boards and pictures that are not of all deals; speed is no matter of tests.
test('the benchmark of sales runs from an empty folder to its report, on the real server', () => {
  expect(report.lines.map(({ work }) => work)).toEqual([
    'board of a team of ten',
    'board of the whole firm',
    'funnel of the whole firm',
    'forecast of the whole firm',
    'summary of the whole firm',
    'reasons of the whole firm',
    'cohorts of the whole firm',
    'board of a team of ten, statements for a manager',
    'funnel of the whole firm, statements for a manager',
    'forecast of the whole firm, statements for a manager',
    'move of a card',
  ])
  for (const { p95, raw } of report.lines) expect([p95, raw].every(time => time && time > 0)).toBe(true)
})
