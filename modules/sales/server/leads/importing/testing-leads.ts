import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const folder = join(process.env.TESSERA_SHARED ?? '../shared', 'data/olist-leads')

/** Why tests on the real leads are skipped; null where the files are there. */
export const leadsMissing = existsSync(folder) ? null : `no ${folder}; set TESSERA_SHARED`

/** One lead of the file: its number, the day of the first contact (YYYY-MM-DD), where it came from, and the moment it was won. */
export type RealLead = { id: string; day: string; origin: string; won: Date | null }

const linesOf = (content: Buffer) =>
  content
    .toString()
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
    .slice(1)

/** The real leads, their second export, the deals that were won, and what the files say, read without the product. */
export function realLeads(): { first: Buffer; second: Buffer; deals: Buffer; leads: RealLead[] } {
  const zipped = (name: string) => gunzipSync(readFileSync(join(folder, name)))
  const first = zipped('qualified_leads_until_2018-02.csv.gz')
  const second = zipped('qualified_leads_until_2018-02.second-export.csv.gz')
  const deals = readFileSync(join(folder, 'closed_deals_of_leads_until_2018-02.csv'))
  const won = new Map(
    linesOf(deals).map(line => {
      const [id = '', , , , at = ''] = line.split(';')
      const [, y, m, d, hour, minute] = /^(\d+)\.(\d+)\.(\d+) (\d+):(\d+)$/.exec(at) ?? []
      return [id, new Date(Date.UTC(Number(y), Number(m) - 1, Number(d), Number(hour), Number(minute)))]
    }),
  )
  const leads = linesOf(first).map(line => {
    const [id = '', day = '', , origin = ''] = line.split(';')
    return { id, day: day.replaceAll('.', '-'), origin, won: won.get(id) ?? null }
  })
  return { first, second, deals, leads }
}

/** How the columns of the deals are read. */
export const dealFields = {
  mapping: JSON.stringify({
    mql_id: 'lead',
    seller_id: 'customer',
    sdr_id: null,
    sr_id: 'owner',
    won_date: 'closedAt',
    'business segment': null,
    'lead type': null,
    lead_behaviour_profile: null,
    has_company: null,
    has_gtin: null,
    average_stock: null,
    business_type: null,
    declared_product_catalog_size: null,
    declared_monthly_revenue: 'amount',
  }),
  options: JSON.stringify({ constants: { outcome: 'won', unknownCustomer: 'make' } }),
}
