import { expect, test } from 'vitest'
import { type Address, printedAddress } from './postal-address.ts'

test.each<[Address, string[]]>([
  [
    { lines: 'Storgata 1', postcode: '0150', city: 'Oslo', country: 'NO' },
    ['Storgata 1', '0150 Oslo', 'Norway'],
  ],
  [
    { lines: '10 Downing St', postcode: 'SW1A 2AA', city: 'London', country: 'GB' },
    ['10 Downing St', 'London', 'SW1A 2AA', 'United Kingdom'],
  ],
  [
    { lines: '1 Main St', postcode: '62701', city: 'Springfield', region: 'IL', country: 'US' },
    ['1 Main St', 'Springfield, IL 62701', 'United States'],
  ],
  [
    { lines: '1 King St', postcode: '2000', city: 'Sydney', region: 'NSW', country: 'AU' },
    ['1 King St', 'Sydney NSW 2000', 'Australia'],
  ],
  [
    { lines: 'c/o Berg\nStorgata 1', postcode: '0150', city: 'Oslo', country: 'Norge' },
    ['c/o Berg', 'Storgata 1', '0150 Oslo', 'Norge'],
  ],
  [
    { lines: '12 MG Road', postcode: '560001', city: 'Bengaluru', region: 'Karnataka', country: 'IN' },
    ['12 MG Road', 'Bengaluru', 'Karnataka 560001', 'India'],
  ],
  [{ city: 'Valletta', postcode: 'VLT 1117', country: 'MT' }, ['Valletta VLT 1117', 'Malta']],
  [{ lines: 'Somewhere' }, ['Somewhere']],
  [{}, []],
])('%j is printed in the order of its country', (address, wanted) =>
  expect(printedAddress(address)).toEqual(wanted),
)
