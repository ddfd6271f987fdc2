import type { Tryton } from './tryton.ts'

type Values = Readonly<Record<string, unknown>>

/** Somebody who works in a Tryton by its own JSON-RPC, as its clients do. */
export type TrytonClerk = {
  /** Calls a method of a model, without the context, which is added. */
  call: (method: string, ...params: unknown[]) => Promise<unknown>
  /** Makes one record; its id. */
  create: (model: string, values: Values) => Promise<number>
  /** The ids of records that fit, in their order. */
  find: (model: string, domain: readonly unknown[]) => Promise<number[]>
  /** Fields of one record. */
  read: (model: string, id: number, fields: readonly string[]) => Promise<Values>
  /** Steps through a wizard: what was filled in by the name of the form, and which steps are taken. */
  wizard: (name: string, forms: Readonly<Record<string, Values>>, steps: readonly string[]) => Promise<void>
  /** Learns its company and language anew, as a client does when one changes them. */
  refresh: () => Promise<void>
}

/** Comes in as the administrator, or as somebody else. */
export async function trytonClerk(
  { url, account }: Pick<Tryton, 'url' | 'account'>,
  { user, password }: Tryton['account'] = account,
): Promise<TrytonClerk> {
  let context: unknown = {}
  const ask = async (method: string, params: unknown[], authorization?: string): Promise<unknown> => {
    const answer = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ id: 1, method, params }),
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    })
    const { result, error } = (await answer.json()) as { result?: unknown; error?: unknown }
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`)
    return result
  }
  const session = (await ask('common.db.login', [user, { password }, 'en'])) as unknown[]
  const authorization = `Session ${Buffer.from(`${user}:${session.join(':')}`).toString('base64')}`
  const call: TrytonClerk['call'] = (method, ...params) =>
    ask(`model.${method}`, [...params, context], authorization)
  const clerk: TrytonClerk = {
    call,
    create: async (model, values) => ((await call(`${model}.create`, [values])) as [number])[0],
    find: async (model, domain) => (await call(`${model}.search`, domain, 0, null, null)) as number[],
    read: async (model, id, fields) => ((await call(`${model}.read`, [id], fields)) as [Values])[0],
    wizard: async (name, forms, steps) => {
      const of = (method: string, ...params: unknown[]) =>
        ask(`wizard.${name}.${method}`, [...params, context], authorization)
      const [id] = (await ask(`wizard.${name}.create`, [context], authorization)) as [number]
      for (const step of steps) await of('execute', id, forms, step)
      await ask(`wizard.${name}.delete`, [id, context], authorization)
    },
    refresh: async () => {
      context = await ask('model.res.user.get_preferences', [true, {}], authorization)
    },
  }
  await clerk.refresh()
  return clerk
}

/** What is needed to sell something. */
export type TrytonCompany = {
  clerk: TrytonClerk
  company: number
  currency: number
  product: number
  /** A party with an address, to whom something can be sold. */
  customer: (name: string) => Promise<number>
  /** A sale of so many things at 25 each, as a draft. */
  sale: (party: number, quantity: number) => Promise<number>
  /** A sale of nothing yet. */
  draft: (party: number) => Promise<number>
  /** Sells it further: `quote` gives it its number, `confirm` its date and its invoice. */
  advance: (sale: number, ...steps: ('quote' | 'confirm')[]) => Promise<void>
  /** Posts the invoices that a sale has led to; their ids. */
  invoice: (sale: number) => Promise<number[]>
}

/** A value of JSON-RPC that JSON has no form for. */
const decimal = (value: string) => ({ __class__: 'Decimal', decimal: value })
const day = (year: number, month: number, date: number) => ({
  __class__: 'date',
  year,
  month,
  day: date,
})

/** Founds a company that keeps books in euros and sells one thing, all by the ways in which people do it there. */
export async function foundCompany(erp: Pick<Tryton, 'url' | 'account'>): Promise<TrytonCompany> {
  const clerk = await trytonClerk(erp)
  const { company, currency } = await withBooks(clerk)
  const { product, unit } = await something(clerk, company)
  const term = await clerk.create('account.invoice.payment_term', dueAtOnce)
  const saleOf = async (party: number, lines: readonly unknown[]) => {
    const [address] = await clerk.find('party.address', [['party', '=', party]])
    const to = { party, invoice_address: address, shipment_address: address }
    const how = { payment_term: term, invoice_method: 'order', shipment_method: 'manual' }
    return clerk.create('sale.sale', { ...to, ...how, company, currency, lines })
  }
  return {
    clerk,
    company,
    currency,
    product,
    customer: name =>
      clerk.create('party.party', {
        name,
        addresses: [['create', [{ street: 'Hafenstraße 1', city: 'Kiel', postal_code: '24103' }]]],
      }),
    sale: (party, quantity) => {
      const line = { product, quantity, unit, unit_price: decimal('25'), description: 'Rope' }
      return saleOf(party, [['create', [line]]])
    },
    draft: party => saleOf(party, []),
    advance: async (sale, ...steps) => {
      for (const step of steps) await clerk.call(`sale.sale.${step}`, [sale])
    },
    invoice: async sale => {
      const { invoices } = (await clerk.read('sale.sale', sale, ['invoices'])) as { invoices: number[] }
      await clerk.call('account.invoice.post', invoices)
      return invoices
    },
  }
}

const dueAtOnce = { name: 'At once', lines: [['create', [{ type: 'remainder' }]]] }

/** The company, its chart of accounts, and a year of books that is open. */
async function withBooks(clerk: TrytonClerk): Promise<{ company: number; currency: number }> {
  const currency = await clerk.create('currency.currency', {
    name: 'Euro',
    code: 'EUR',
    symbol: '€',
    rates: [['create', [{ date: day(2000, 1, 1), rate: decimal('1') }]]],
  })
  const party = await clerk.create('party.party', { name: 'Seilerei Kiel' })
  await clerk.wizard('company.company.config', { company: { party, currency } }, ['company', 'add'])
  await clerk.refresh()
  const [company] = (await clerk.find('company.company', [])) as [number]
  await withChart(clerk, company)
  await withYear(clerk, company)
  return { company, currency }
}

async function withChart(clerk: TrytonClerk, company: number): Promise<void> {
  const [template] = await clerk.find('account.account.template', [['parent', '=', null]])
  const account = { company, account_template: template }
  await clerk.wizard('account.create_chart', { account }, ['account', 'create_account'])
  const [receivable] = await clerk.find('account.account', [['type.receivable', '=', true]])
  const [payable] = await clerk.find('account.account', [['type.payable', '=', true]])
  const properties = { company, account_receivable: receivable, account_payable: payable }
  await clerk.wizard('account.create_chart', { account, properties }, ['create_properties'])
}

/** This year, since whoever posts posts today. */
async function withYear(clerk: TrytonClerk, company: number): Promise<void> {
  const year = new Date().getUTCFullYear()
  const sequence = async (model: string, type: string) => {
    const [sequenceType] = await clerk.find('ir.sequence.type', [['name', '=', type]])
    return clerk.create(model, { name: `${type} ${year}`, sequence_type: sequenceType, company })
  }
  const invoices = await sequence('ir.sequence.strict', 'Invoice')
  const fiscal = await clerk.create('account.fiscalyear', {
    name: String(year),
    company,
    start_date: day(year - 1, 12, 31),
    end_date: day(year + 1, 1, 1),
    post_move_sequence: await sequence('ir.sequence', 'Account Move'),
    invoice_sequences: [
      [
        'create',
        [
          {
            company,
            in_invoice_sequence: invoices,
            in_credit_note_sequence: invoices,
            out_invoice_sequence: invoices,
            out_credit_note_sequence: invoices,
          },
        ],
      ],
    ],
  })
  await clerk.call('account.fiscalyear.create_period', [fiscal])
}

/** One product that may be sold, and which of the accounts it goes to. */
async function something(clerk: TrytonClerk, company: number): Promise<{ product: number; unit: number }> {
  const [unit] = (await clerk.find('product.uom', [['symbol', '=', 'u']])) as [number]
  const [revenue] = await clerk.find('account.account', [
    ['type.revenue', '=', true],
    ['company', '=', company],
  ])
  const category = await clerk.create('product.category', {
    name: 'Ropes',
    accounting: true,
    account_revenue: revenue,
  })
  const template = await clerk.create('product.template', {
    name: 'Rope',
    type: 'service',
    default_uom: unit,
    list_price: decimal('25'),
    cost_price_method: 'fixed',
    salable: true,
    sale_uom: unit,
    account_category: category,
    products: [['create', [{ cost_price: decimal('10') }]]],
  })
  const [product] = (await clerk.find('product.product', [['template', '=', template]])) as [number]
  return { product, unit }
}
