import type { EntityDescriptor } from '../../platform/entities/descriptor.ts'
import type { RecordRow } from '../../ui/field/record.ts'

/** An invented kind of record that has every kind of field. */
export const vessel: EntityDescriptor = {
  name: 'vessel',
  plural: 'vessels',
  module: 'gallery',
  table: 'gallery.vessel',
  rootColumn: 'id',
  title: 'name',
  fields: [
    {
      key: 'name',
      kind: 'text',
      sortable: true,
      filterable: true,
      required: true,
      width: 250,
      maxLength: 80,
    },
    { key: 'port', kind: 'text', sortable: true, filterable: true, width: 110 },
    {
      key: 'level',
      kind: 'choice',
      sortable: true,
      filterable: true,
      width: 84,
      choices: [
        { value: 'gold', tone: 'amber' },
        { value: 'silver', tone: 'neutral' },
        { value: 'bronze', tone: 'violet' },
        { value: 'guest', tone: 'blue' },
      ],
    },
    { key: 'warden', kind: 'reference', references: 'warden', filterable: true, sortable: true, width: 150 },
    { key: 'fee', kind: 'money', currency: 'EUR', sortable: true, filterable: true },
    { key: 'seenAt', kind: 'datetime', sortable: true, filterable: true, width: 116 },
    {
      key: 'next',
      kind: 'choice',
      filterable: true,
      width: 150,
      choices: [
        { value: 'papers', tone: 'accent' },
        { value: 'late', tone: 'amber' },
        { value: 'complaint', tone: 'red' },
      ],
    },
    { key: 'trust', kind: 'score', sortable: true, filterable: true, readOnly: true },
    { key: 'tags', kind: 'tags', filterable: true },
    { key: 'built', kind: 'date', sortable: true, filterable: true },
    { key: 'crew', kind: 'integer', sortable: true, filterable: true },
    { key: 'length', kind: 'decimal', sortable: true, filterable: true },
    { key: 'mail', kind: 'email', filterable: true },
    { key: 'radio', kind: 'phone', filterable: true },
    { key: 'site', kind: 'url' },
    { key: 'insured', kind: 'boolean', filterable: true },
    { key: 'remarks', kind: 'longtext' },
    { key: 'paint', kind: 'text', custom: true, label: 'Colour of the hull', filterable: true },
  ],
  permissions: { read: 'gallery.read', write: 'gallery.write', delete: 'gallery.write' },
  scope: {},
  defaultSort: [{ field: 'name', direction: 'asc' }],
  defaultColumns: ['name', 'port', 'level', 'warden', 'fee', 'seenAt', 'next', 'trust'],
  customFields: true,
  board: { field: 'level' },
  calendar: { field: 'seenAt' },
}

const names = [
  'Aurora',
  'Bergfalke',
  'Casa do Mar',
  'داريا البحر',
  'Eesti Meri',
  'Fjordlys',
  'Grønn Bølge',
  'Havørn',
  'Isbjørn',
  'Jensine',
  'Kraków',
  'Lindqvist',
  'Møre',
  'Nordhavn',
  'Österby',
  'Pohjola',
  '海の星',
  'Río Claro',
  'Solvind',
  'Tramontana',
]
const ports = [
  'Helsinki',
  'Gothenburg',
  'Porto',
  'Dubai',
  'Tartu',
  'Bergen',
  'Oslo',
  'Trondheim',
  'Luleå',
  'Odense',
]
const wardens = ['North quay', 'South quay', 'Pilot house', 'Old lock']
export const wardenList = wardens.map((title, at) => ({ id: `w${at}`, title }))

/** A number from 0 to below `size` that is always the same for the same place. */
function pick(at: number, salt: number, size: number): number {
  return Math.abs(Math.imul(at + 7, 2_654_435_761) ^ Math.imul(salt + 3, 40_503)) % size
}

/** The invented record at a place of the list. */
export function vesselAt(at: number): RecordRow {
  const hours = pick(at, 1, 900)
  return {
    id: `v${at}`,
    version: 1,
    name:
      at === 12
        ? 'The vessel with a name so long that it can never fit into the column that it was given'
        : `${names[at % names.length]} ${Math.floor(at / names.length) + 1}`,
    port: ports[pick(at, 2, ports.length)],
    level: ['gold', 'silver', 'bronze', 'guest'][pick(at, 3, 4)],
    warden: wardenList[pick(at, 4, wardens.length)],
    fee: pick(at, 5, 500_000) - (pick(at, 5, 500_000) % 100),
    seenAt: new Date(Date.now() - hours * 3_600_000).toISOString(),
    next: [null, 'papers', null, 'late', null, 'complaint', null][pick(at, 6, 7)],
    trust: 35 + pick(at, 7, 62),
    tags: ['ferry', 'cargo', 'pilot', 'ice class'].slice(0, pick(at, 8, 4)),
    built: `${1960 + pick(at, 9, 60)}-0${1 + pick(at, 10, 9)}-15`,
    crew: pick(at, 11, 40),
    length: pick(at, 12, 3000) / 10,
    mail: `desk${at}@harbour.example`,
    radio: `+47 55 21 ${String(pick(at, 13, 9000) + 1000)}`,
    site: 'https://harbour.example/berth',
    insured: pick(at, 14, 2) === 1,
    remarks: null,
    custom: { paint: at % 3 === 0 ? 'teal' : null },
  }
}
