import { type ImportField, importTarget } from '../../../../../platform/transfer/target.ts'
import { composeLead, strangeOwner } from './compose.ts'
import { absorbLead, changeLead, findLeads, keysOfLead, loadLeads } from './finding.ts'
import type { ExistingLead, IncomingLead } from './record.ts'
import { readLeadSetting } from './setting.ts'
import { storeLeads } from './storing.ts'

/** What rows say beside the columns of the list, and what is said once for a file. */
const fields: readonly ImportField[] = [
  {
    key: 'owner',
    kind: 'text',
    maxLength: 300,
    importable: true,
    orForAll: true,
    references: 'user',
    aliases: ['owner', 'lead owner', 'assigned to', 'sales rep', 'salesperson', 'sdr', 'sdr_id', 'betreuer'],
  },
  {
    key: 'capturedAt',
    kind: 'datetime',
    importable: true,
    aliases: [
      'captured',
      'captured on',
      'created',
      'created on',
      'create date',
      'date added',
      'first contact',
      'first contact date',
      'first_contact_date',
      'erfasst am',
    ],
  },
  {
    key: 'state',
    kind: 'choice',
    choices: [{ value: 'new' }, { value: 'qualified' }, { value: 'disqualified' }, { value: 'converted' }],
    importable: true,
    aliases: ['state', 'status', 'lead status', 'lead state'],
  },
  {
    key: 'convertedAt',
    kind: 'datetime',
    importable: true,
    aliases: ['converted', 'converted on', 'converted date', 'conversion date', 'won date', 'won_date'],
  },
  {
    key: 'disqualifiedWhy',
    kind: 'text',
    maxLength: 2000,
    importable: true,
    aliases: ['reason', 'disqualification reason', 'lost reason'],
  },
  { key: 'private', kind: 'boolean', onceForAll: true },
]

/** Words of other programs for where a lead stands. */
const states = {
  open: 'new',
  'not contacted': 'new',
  contacted: 'new',
  working: 'new',
  'in progress': 'new',
  mql: 'new',
  neu: 'new',
  offen: 'new',
  sql: 'qualified',
  'sales qualified': 'qualified',
  qualifiziert: 'qualified',
  lost: 'disqualified',
  junk: 'disqualified',
  'junk lead': 'disqualified',
  unqualified: 'disqualified',
  dead: 'disqualified',
  verloren: 'disqualified',
  won: 'converted',
  'closed won': 'converted',
  customer: 'converted',
  gewonnen: 'converted',
  kunde: 'converted',
} as const

/** Files of leads. They are shared with whoever sees their owner’s records, unless the importer keeps them to himself. */
export const leadImport = importTarget<IncomingLead, ExistingLead>({
  entity: 'lead',
  fields,
  orForAll: { source: {} },
  defaultMatch: ['externalId', 'email'],
  words: { state: states },
  open: async setup => {
    const setting = await readLeadSetting(setup)
    const { fill } = setup
    return {
      compose: row => composeLead(row, setting),
      remark: strangeOwner,
      keysOf: keysOfLead,
      columnsOf: ({ columns }) => columns,
      manyValued: new Set(),
      find: (client, field, keys) => findLeads(client, { setup, field, keys }),
      load: (client, ids, lock) => loadLeads(client, { setup, ids, lock }),
      change: (old, from) => changeLead(old, from, { fill, setup }),
      absorb: (first, later) => absorbLead(first, later, fill),
      write: (client, { created, changed }) => storeLeads(client, { created, changed }, setup),
    }
  },
})
