import { describe, expect, test } from 'vitest'
import { type Draft, requestOf } from './draft.ts'
import { openOptions, sayForAll } from './for-all.ts'

const option = (key: string, always: boolean) => ({ key, kind: 'text', makes: false, always })
const draft = {
  preview: { options: [option('owner', false), option('stand', true)], columns: [] },
  targets: { 'Sales rep': { target: null } },
  options: { constants: { base: '7' } },
} as unknown as Draft
const withColumn: Draft = { ...draft, targets: { 'Sales rep': { target: 'owner' } } }
const keys = (of: Draft) => openOptions(of).map(({ key }) => key)

describe('what is said for all rows of a file', () => {
  test('is asked for where no column says it, first what no column can', () => {
    expect(keys(draft)).toEqual(['stand', 'owner'])
    expect(keys(withColumn)).toEqual(['stand'])
  })

  test('goes with the request, with its name for showing it again, beside what the page itself says', () => {
    const said = sayForAll(sayForAll(draft, 'owner', { id: 'u1', title: 'Kim' }), 'stand', 'Collector')
    expect(requestOf(said).options).toMatchObject({
      constants: { base: '7', owner: 'u1', stand: 'Collector' },
      titles: { u1: 'Kim' },
    })
    expect(requestOf(sayForAll(said, 'stand', null)).options.constants).toEqual({ base: '7', owner: 'u1' })
  })

  test('does not fill the empty cells of a column that says it now', () => {
    const said = sayForAll(draft, 'owner', { id: 'u1', title: 'Kim' })
    expect(requestOf({ ...said, targets: withColumn.targets }).options.constants).toEqual({ base: '7' })
  })
})
