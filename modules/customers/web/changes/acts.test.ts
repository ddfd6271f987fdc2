import { expect, test } from 'vitest'
import { actsOf, type Change, concernsOnlyHere, othersIn } from './acts.ts'

const change = (id: string, batchId: string, rootId = 'c'): Change => ({
  id,
  rootId,
  batchId,
  at: '2026-11-22T08:00:00Z',
  actorId: 'a',
  actorName: 'Ana Horvat',
  channel: 'screen',
  label: 'customers.act.changed',
  entity: 'customer',
  recordId: 'c',
  action: 'changed',
  before: null,
  after: null,
})

test('changes of one act are one line of the history, in the order they came', () => {
  const acts = actsOf([change('3', 'second'), change('2', 'first'), change('1', 'first')])
  expect(acts.map(act => [act.batchId, act.changes.length])).toEqual([
    ['second', 1],
    ['first', 2],
  ])
})

test('an act says whose record it changed where that is not the one that shows for all', () => {
  const family = [
    { id: 'd', name: 'Anne Horvat' },
    { id: 'e', name: 'A. Horvat' },
  ]
  const [both, own] = actsOf([change('3', 'both', 'd'), change('2', 'both'), change('1', 'own')])
  expect([both, own].map(act => act && othersIn(act, family))).toEqual([[family[0]], []])
})

test('only an act about this customer can be taken back on its page', () => {
  expect(concernsOnlyHere({ channel: 'screen', label: 'customers.act.changed' })).toBe(true)
  expect(concernsOnlyHere({ channel: 'screen', label: 'customers.act.bulk-changed' })).toBe(false)
  expect(concernsOnlyHere({ channel: 'import', label: 'platform.act.imported' })).toBe(false)
  expect(concernsOnlyHere({ channel: 'system', label: 'platform.act.demo' })).toBe(false)
})
