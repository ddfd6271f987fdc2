import { leaverActsAr, leaversAr } from './leavers-ar.ts'
import { dealAr } from './deal-ar.ts'
import { targetActsAr, targetErrorsAr, targetsAr } from './targets-ar.ts'
import { handOversAr, territoriesAr, territoryActsAr, territoryErrorsAr } from './territories-ar.ts'
import { dayActsAr, dayAr, dayErrorsAr, loggingAr, visitsAr } from './day-ar.ts'
import { forecastAr } from './forecast-ar.ts'
import { periodsAr } from './periods-ar.ts'
import { forecastActsAr, forecastErrorsAr } from './forecast-acts-ar.ts'
import { entitiesAr } from './entities-ar.ts'
import { dealFieldsAr, leadFieldsAr, leadImportErrorsAr } from './importing-ar.ts'
import { involvedAr, involvedErrorsAr } from './involved-ar.ts'
import { leadScreensAr } from './lead-screens-ar.ts'
import { leadActsAr, leadEntityAr, leadErrorsAr } from './leads-ar.ts'
import { opportunitiesAr, opportunitiesErrorsAr } from './opportunities-ar.ts'
import {
  importErrorsAr,
  importFieldsAr,
  pictureConditionsAr,
  picturesAr,
  picturesErrorsAr,
} from './pictures-ar.ts'
import { settingsAr, settingsActsAr, settingsErrorsAr } from './settings-ar.ts'
import { pricingAr } from './pricing-ar.ts'
import { offeredAr, quotingAr } from './quoting-ar.ts'
import { ordersActsAr, ordersAr, ordersErrorsAr } from './orders-ar.ts'
import { quoteMailAr, quoteMailActsAr, quoteMailErrorsAr } from './quote-mail-ar.ts'
import { quoteNoticesAr, quoteSettingsAr } from './quote-settings-ar.ts'
import { printAr, productEntityAr, quoteActsAr, quoteEntityAr, quoteErrorsAr } from './quotes-ar.ts'
import { screensAr } from './screens-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  sales: {
    ...opportunitiesAr,
    ...screensAr,
    ...ordersAr,
    pricing: pricingAr,
    quoting: quotingAr,
    quoteSettings: quoteSettingsAr,
    quoteNotices: quoteNoticesAr,
    quoteMail: quoteMailAr,
    offered: offeredAr,
    deal: dealAr,
    leads: leadScreensAr,
    pictures: picturesAr,
    forecast: forecastAr,
    periods: periodsAr,
    settings: settingsAr,
    day: dayAr,
    visits: visitsAr,
    log: loggingAr,
    territories: territoriesAr,
    targets: targetsAr,
    handOvers: handOversAr,
    leavers: leaversAr,
    act: {
      ...opportunitiesAr.act,
      ...leadActsAr,
      ...involvedAr,
      ...settingsActsAr,
      ...dayActsAr,
      ...territoryActsAr,
      ...forecastActsAr,
      ...targetActsAr,
      ...quoteActsAr,
      ...ordersActsAr,
      ...leaverActsAr,
      ...quoteMailActsAr,
    },
    print: printAr,
  },
  condition: pictureConditionsAr,
  entity: {
    ...entitiesAr,
    opportunity: { ...entitiesAr.opportunity, ...importFieldsAr, ...dealFieldsAr },
    lead: { ...leadEntityAr, ...leadFieldsAr },
    product: productEntityAr,
    quote: quoteEntityAr,
  },
  errors: {
    sales: {
      ...opportunitiesErrorsAr,
      ...picturesErrorsAr,
      ...importErrorsAr,
      ...leadErrorsAr,
      ...leadImportErrorsAr,
      ...involvedErrorsAr,
      ...settingsErrorsAr,
      ...dayErrorsAr,
      ...territoryErrorsAr,
      ...forecastErrorsAr,
      ...targetErrorsAr,
      ...quoteErrorsAr,
      ...ordersErrorsAr,
      ...quoteMailErrorsAr,
    },
  },
}
