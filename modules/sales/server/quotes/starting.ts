import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { Row } from '../../../../platform/history/rows.ts'
import { languages } from '../../../../platform/i18n/index.ts'
import { quoteSettings } from './settings.ts'

type Buyer = {
  name: string
  city: string | null
  postcode: string | null
  country: string | null
  language: string | null
}

/** What a quote says first: to whom, in which language, until when, under which terms. */
export async function firstHeader(ctx: Context, opportunity: Row): Promise<Row> {
  const settings = await quoteSettings(ctx.db)
  const buyer = await row<Buyer>(
    ctx.db,
    'select name, city, postcode, country, language from customers.v_customer where id = $1::uuid',
    [opportunity.customer_id],
  )
  const spoken = buyer?.language?.toLowerCase().split(/[-_]/)[0]
  const language = languages.find(one => one === spoken) ?? settings.language
  // By its name, as it stands on an envelope, in the language of the quote.
  const country = buyer?.country ? nameOfCountry(buyer.country, language) : null
  const place = [buyer?.postcode, buyer?.city].filter(Boolean).join(' ')
  return {
    title: opportunity.name,
    currency: opportunity.currency,
    language,
    recipient: [buyer?.name, place, country].filter(Boolean).join('\n') || null,
    valid_until: new Date(ctx.now.getTime() + settings.validDays * 86_400_000).toISOString().slice(0, 10),
    tax_country: settings.taxCountry,
    tax_treatment: 'domestic',
    intro: null,
    terms: settings.terms[language],
  }
}

function nameOfCountry(code: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code
}
