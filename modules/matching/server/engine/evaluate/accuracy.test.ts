import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { evaluate, readTruthAt } from './index.ts'

const data = join(process.env.TESSERA_SHARED ?? '../shared', 'data/record-linkage')
const isThere = existsSync(data)
if (!isThere) process.stderr.write(`Accuracy on labelled data is not tested: there is no ${data}.\n`)

/** The floors of what the product promises, below what it reaches today (`docs/matching.md`). */
const floors: [
  name: string,
  files: string[],
  truth: string,
  f1: number,
  cluster?: { precision: number; recall: number },
][] = [
  ['FEBRL 1', ['febrl/dataset1.csv'], 'column:rec_id', 0.99, { precision: 0.999, recall: 0.97 }],
  ['FEBRL 2', ['febrl/dataset2.csv.gz'], 'column:rec_id', 0.99, { precision: 0.999, recall: 0.95 }],
  ['FEBRL 3', ['febrl/dataset3.csv.gz'], 'column:rec_id', 0.995, { precision: 0.999, recall: 0.93 }],
  ['RLdata 10,000', ['rldata/RLdata10000.csv.gz'], 'column:ent_id', 0.93, { precision: 0.97, recall: 0.7 }],
  [
    'Splink fake 1,000',
    ['splink-fake-1000/fake_1000.csv'],
    'column:cluster',
    0.86,
    { precision: 0.99, recall: 0.5 },
  ],
  [
    'restaurants, dirty',
    ['restaurants-dirty/restaurantProfiles.csv'],
    'pairs:restaurants-dirty/duplicates.csv',
    0.95,
    { precision: 0.9, recall: 0.95 },
  ],
  [
    'restaurants, two files',
    ['restaurants-D1/rest1.csv', 'restaurants-D1/rest2.csv'],
    'pairs:restaurants-D1/gt.csv',
    0.84,
  ],
  ['DBLP and ACM', ['dblp-acm-D4/dblp.csv.gz', 'dblp-acm-D4/acm.csv.gz'], 'pairs:dblp-acm-D4/gt.csv', 0.9],
]

describe.skipIf(!isThere)('without answers the matcher reaches', () => {
  test.for(floors)('on %s', { timeout: 300_000 }, async ([, files, truth, f1, cluster]) => {
    const at = truth.startsWith('pairs:') ? `pairs:${join(data, truth.slice('pairs:'.length))}` : truth
    const found = await evaluate({ files: files.map(file => join(data, file)), truth: readTruthAt(at) })
    expect(found.quality.f1).toBeGreaterThanOrEqual(f1)
    expect(found.best.f1).toBeGreaterThanOrEqual(found.quality.f1)
    expect(found.clusters.largest).toBeLessThanOrEqual(20)
    if (!cluster) return
    expect(found.clusters.precision).toBeGreaterThanOrEqual(cluster.precision)
    expect(found.clusters.recall).toBeGreaterThanOrEqual(cluster.recall)
  })
})
