import { importTarget, type ImportField } from '../../../platform/transfer/target.ts'
import { storeArrivals } from '../../customers/index.ts'
import { belonging, type Wishes } from './importing/belonging.ts'
import { convertLed, ledBy } from './importing/leading.ts'
import { composeOpportunity, unknownOwner } from './importing/compose.ts'
import { absorb, changeExisting, findByNumber, loadExisting } from './importing/finding.ts'
import type { Existing, Incoming } from './importing/record.ts'
import { readSettings } from './importing/settings.ts'
import { storeOpportunities } from './importing/storing.ts'
import { putWorth } from './importing/worth.ts'

const text = (key: string, aliases: readonly string[], maxLength = 300): ImportField => ({
  key,
  kind: 'text',
  maxLength,
  importable: true,
  aliases,
})

/** What rows say beside the columns of the list, and what is said once for a file. */
const fields: readonly ImportField[] = [
  text('customer', [
    'account',
    'account name',
    'company',
    'company name',
    'customer',
    'organisation',
    'organization',
    'client',
    'kunde',
    'firma',
  ]),
  { ...text('pipeline', ['pipeline', 'sales process']), orForAll: true, references: 'pipeline' },
  text('stage', ['stage', 'deal stage', 'deal_stage', 'stage name', 'phase', 'status', 'sales stage']),
  {
    key: 'amount',
    kind: 'money',
    // With three decimals, as the dinar has: what each currency has is only known row by row.
    currency: 'KWD',
    importable: true,
    aliases: [
      'amount',
      'value',
      'deal value',
      'close value',
      'close_value',
      'revenue',
      'expected revenue',
      'deal size',
      'betrag',
    ],
  },
  {
    key: 'openedAt',
    kind: 'datetime',
    importable: true,
    aliases: [
      'created on',
      'created_on',
      'created',
      'create date',
      'engage date',
      'engage_date',
      'opened',
      'open date',
    ],
  },
  {
    key: 'closedAt',
    kind: 'datetime',
    importable: true,
    aliases: ['closed at', 'closed on', 'closed', 'closed date', 'actual close date', 'won on', 'lost on'],
  },
  {
    ...text('owner', [
      'owner',
      'sales agent',
      'sales_agent',
      'sales rep',
      'salesperson',
      'assigned to',
      'account manager',
      'betreuer',
    ]),
    orForAll: true,
    references: 'user',
  },
  {
    key: 'outcome',
    kind: 'choice',
    choices: [{ value: 'won' }, { value: 'lost' }, { value: 'open' }],
    importable: true,
    orForAll: true,
    aliases: ['outcome', 'result', 'won/lost'],
  },
  {
    ...text('lead', ['lead', 'lead id', 'lead number', 'lead_id', 'mql_id', 'from lead'], 320),
    matchable: true,
  },
  text('reason', [
    'reason',
    'loss reason',
    'lost reason',
    'win reason',
    'closing reason',
    'close reason',
    'grund',
  ]),
  {
    key: 'unknownCustomer',
    kind: 'choice',
    choices: [{ value: 'refuse' }, { value: 'make' }, { value: 'placeholder' }],
    onceForAll: true,
  },
  { ...text('placeholder', []), onceForAll: true, references: 'customer', makes: true },
]

/** Files of opportunities. Each row brings its stay in a stage, and its end where it has come. */
export const opportunityImport = importTarget<Incoming, Existing>({
  entity: 'opportunity',
  fields,
  defaultMatch: ['externalId', 'lead'],
  orForAll: { currency: { references: 'currency' }, source: {} },
  words: {
    outcome: {
      'closed won': 'won',
      gewonnen: 'won',
      win: 'won',
      'closed lost': 'lost',
      verloren: 'lost',
      loss: 'lost',
      offen: 'open',
      'in progress': 'open',
    },
  },
  open: async setup => {
    const settings = await readSettings(setup)
    const customers = await belonging(setup)
    const { fill, now, actor } = setup
    let wishes: Wishes = { unknown: 'refuse', placeholder: null }
    return {
      compose: row => {
        const { unknownCustomer, placeholder } = row.values
        wishes = {
          unknown: (unknownCustomer as Wishes['unknown'] | undefined) ?? 'refuse',
          placeholder: (placeholder as string | undefined) ?? null,
        }
        return composeOpportunity(row, { setup, settings })
      },
      remark: unknownOwner,
      keysOf: ({ columns }) => (columns.external_id ? [columns.external_id as string] : []),
      columnsOf: ({ columns }) => columns,
      manyValued: new Set(),
      rootOf: ({ customerId }) => customerId as string,
      find: findByNumber,
      load: (client, ids, lock) => loadExisting(client, { ids, lock, setup }),
      change: (old, from) => changeExisting(old, from, { fill, now }),
      absorb: (first, later) => absorb(first, later, fill),
      settle: async (client, created) => {
        const unled = await ledBy(client, created, setup)
        const out = new Set(unled.map(({ id }) => id))
        const taken = created.filter(({ id }) => !out.has(id))
        const { refused, making } = await customers.settle(client, taken, wishes)
        return { refused: [...unled, ...refused], making }
      },
      write: async (client, { created, changed }) => {
        const made = await storeArrivals(client, customers.taken())
        for (const { columns } of created) columns.currency ??= settings.houseCurrency
        await putWorth(client, [...created, ...changed], { house: settings.houseCurrency, now })
        return [
          ...made,
          ...(await storeOpportunities(client, { created, changed }, { actorId: actor.id, now })),
          ...(await convertLed(client, created, { actor, now })),
        ]
      },
    }
  },
})
