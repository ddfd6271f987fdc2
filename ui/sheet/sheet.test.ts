import { describe, expect, test } from 'vitest'
import { pasted, type SheetColumn } from './sheet.ts'

type Row = { name: string; price: number | null }

const columns: SheetColumn<Row>[] = [
  { key: 'name', head: 'Name', show: ({ name }) => name },
  {
    key: 'price',
    head: 'Price',
    show: ({ price }) => String(price ?? ''),
    read: (text, row) => {
      if (text === '') return { row: { ...row, price: null } }
      return /^\d+$/.test(text) ? { row: { ...row, price: Number(text) } } : { problem: 'no number' }
    },
  },
]
const rows: Row[] = [
  { name: 'Pump', price: 10 },
  { name: 'Valve', price: 20 },
]

describe('A block pasted into a sheet', () => {
  test('goes down from the cell it was pasted in, and names what changed', () => {
    const { changed, refused } = pasted({ cells: [['11'], ['']], from: { row: 0, column: 1 }, rows, columns })
    expect(refused).toBe(0)
    expect([...changed]).toEqual([
      [0, { name: 'Pump', price: 11 }],
      [1, { name: 'Valve', price: null }],
    ])
  })

  test('is refused cell by cell where a column is only read, a text means nothing, or the sheet ends', () => {
    const { changed, refused } = pasted({
      cells: [
        ['Other', 'x'],
        ['', '21'],
        ['', '31'],
      ],
      from: { row: 0, column: 0 },
      rows,
      columns,
    })
    expect(refused).toBe(3)
    expect([...changed]).toEqual([[1, { name: 'Valve', price: 21 }]])
  })

  test('makes rows of its own where the sheet grows', () => {
    const { changed, refused } = pasted({
      cells: [['30']],
      from: { row: 2, column: 1 },
      rows,
      columns,
      blank: () => ({ name: '', price: null }),
    })
    expect(refused).toBe(0)
    expect(changed.get(2)).toEqual({ name: '', price: 30 })
  })
})
