import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../report.ts'
import { benchSystems } from './systems.ts'

let cache: string
let report: Report

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tessera-bench-systems-'))
  report = await benchSystems({ customers: 100, quick: true, fresh: false, cache })
}, 480_000)
afterAll(() => rmSync(cache, { recursive: true, force: true }))

// The benchmark itself refuses pages that fail or come without values; speed is no matter of tests.
test('the benchmark of joined systems runs from an empty folder to its report, on the real server', () => {
  expect(report.lines.map(({ work }) => work)).toEqual([
    'page of joined systems, all well',
    'the same: one takes 5 s, one is down, one flaps',
    'the naive page beside it: asks all and waits',
    'calls that the sick ones are spared',
    'first reading of 600 customers',
    'first reading of 1200 documents',
    'first reading, all of it',
    'change over there until it is seen here',
    '200 writes queued while the other system is away',
    'the same drained when it is back',
  ])
  for (const { p95, rate } of report.lines) expect(p95 ?? rate).toBeGreaterThan(0)
})
