import { leaverActsEn, leaversEn } from './leavers-en.ts'
import { dealEn } from './deal-en.ts'
import { targetActsEn, targetErrorsEn, targetsEn } from './targets-en.ts'
import { handOversEn, territoriesEn, territoryActsEn, territoryErrorsEn } from './territories-en.ts'
import { dayActsEn, dayEn, dayErrorsEn, loggingEn, visitsEn } from './day-en.ts'
import { forecastEn } from './forecast-en.ts'
import { periodsEn } from './periods-en.ts'
import { forecastActsEn, forecastErrorsEn } from './forecast-acts-en.ts'
import { entitiesEn } from './entities-en.ts'
import { dealFieldsEn, leadFieldsEn, leadImportErrorsEn } from './importing-en.ts'
import { involvedEn, involvedErrorsEn } from './involved-en.ts'
import { leadScreensEn } from './lead-screens-en.ts'
import { leadActsEn, leadEntityEn, leadErrorsEn } from './leads-en.ts'
import { opportunitiesEn, opportunitiesErrorsEn } from './opportunities-en.ts'
import {
  importErrorsEn,
  importFieldsEn,
  pictureConditionsEn,
  picturesEn,
  picturesErrorsEn,
} from './pictures-en.ts'
import { settingsEn, settingsActsEn, settingsErrorsEn } from './settings-en.ts'
import { pricingEn } from './pricing-en.ts'
import { offeredEn, quotingEn } from './quoting-en.ts'
import { ordersActsEn, ordersEn, ordersErrorsEn } from './orders-en.ts'
import { quoteMailEn, quoteMailActsEn, quoteMailErrorsEn } from './quote-mail-en.ts'
import { quoteNoticesEn, quoteSettingsEn } from './quote-settings-en.ts'
import { printEn, productEntityEn, quoteActsEn, quoteEntityEn, quoteErrorsEn } from './quotes-en.ts'
import { screensEn } from './screens-en.ts'

/** All words of this folder in one language. */
export const english = {
  sales: {
    ...opportunitiesEn,
    ...screensEn,
    ...ordersEn,
    pricing: pricingEn,
    quoting: quotingEn,
    quoteSettings: quoteSettingsEn,
    quoteNotices: quoteNoticesEn,
    quoteMail: quoteMailEn,
    offered: offeredEn,
    deal: dealEn,
    leads: leadScreensEn,
    pictures: picturesEn,
    forecast: forecastEn,
    periods: periodsEn,
    settings: settingsEn,
    day: dayEn,
    visits: visitsEn,
    log: loggingEn,
    territories: territoriesEn,
    targets: targetsEn,
    handOvers: handOversEn,
    leavers: leaversEn,
    act: {
      ...opportunitiesEn.act,
      ...leadActsEn,
      ...involvedEn,
      ...settingsActsEn,
      ...dayActsEn,
      ...territoryActsEn,
      ...forecastActsEn,
      ...targetActsEn,
      ...quoteActsEn,
      ...ordersActsEn,
      ...leaverActsEn,
      ...quoteMailActsEn,
    },
    print: printEn,
  },
  condition: pictureConditionsEn,
  entity: {
    ...entitiesEn,
    opportunity: { ...entitiesEn.opportunity, ...importFieldsEn, ...dealFieldsEn },
    lead: { ...leadEntityEn, ...leadFieldsEn },
    product: productEntityEn,
    quote: quoteEntityEn,
  },
  errors: {
    sales: {
      ...opportunitiesErrorsEn,
      ...picturesErrorsEn,
      ...importErrorsEn,
      ...leadErrorsEn,
      ...leadImportErrorsEn,
      ...involvedErrorsEn,
      ...settingsErrorsEn,
      ...dayErrorsEn,
      ...territoryErrorsEn,
      ...forecastErrorsEn,
      ...targetErrorsEn,
      ...quoteErrorsEn,
      ...ordersErrorsEn,
      ...quoteMailErrorsEn,
    },
  },
}
