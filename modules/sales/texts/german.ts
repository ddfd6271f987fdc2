import { leaverActsDe, leaversDe } from './leavers-de.ts'
import { dealDe } from './deal-de.ts'
import { targetActsDe, targetErrorsDe, targetsDe } from './targets-de.ts'
import { handOversDe, territoriesDe, territoryActsDe, territoryErrorsDe } from './territories-de.ts'
import { dayActsDe, dayDe, dayErrorsDe, loggingDe, visitsDe } from './day-de.ts'
import { forecastDe } from './forecast-de.ts'
import { periodsDe } from './periods-de.ts'
import { forecastActsDe, forecastErrorsDe } from './forecast-acts-de.ts'
import { entitiesDe } from './entities-de.ts'
import { dealFieldsDe, leadFieldsDe, leadImportErrorsDe } from './importing-de.ts'
import { involvedDe, involvedErrorsDe } from './involved-de.ts'
import { leadScreensDe } from './lead-screens-de.ts'
import { leadActsDe, leadEntityDe, leadErrorsDe } from './leads-de.ts'
import { opportunitiesDe, opportunitiesErrorsDe } from './opportunities-de.ts'
import {
  importErrorsDe,
  importFieldsDe,
  pictureConditionsDe,
  picturesDe,
  picturesErrorsDe,
} from './pictures-de.ts'
import { settingsDe, settingsActsDe, settingsErrorsDe } from './settings-de.ts'
import { pricingDe } from './pricing-de.ts'
import { offeredDe, quotingDe } from './quoting-de.ts'
import { ordersActsDe, ordersDe, ordersErrorsDe } from './orders-de.ts'
import { quoteMailDe, quoteMailActsDe, quoteMailErrorsDe } from './quote-mail-de.ts'
import { quoteNoticesDe, quoteSettingsDe } from './quote-settings-de.ts'
import { printDe, productEntityDe, quoteActsDe, quoteEntityDe, quoteErrorsDe } from './quotes-de.ts'
import { screensDe } from './screens-de.ts'

/** All words of this folder in one language. */
export const german = {
  sales: {
    ...opportunitiesDe,
    ...screensDe,
    ...ordersDe,
    pricing: pricingDe,
    quoting: quotingDe,
    quoteSettings: quoteSettingsDe,
    quoteNotices: quoteNoticesDe,
    quoteMail: quoteMailDe,
    offered: offeredDe,
    deal: dealDe,
    leads: leadScreensDe,
    pictures: picturesDe,
    forecast: forecastDe,
    periods: periodsDe,
    settings: settingsDe,
    day: dayDe,
    visits: visitsDe,
    log: loggingDe,
    territories: territoriesDe,
    targets: targetsDe,
    handOvers: handOversDe,
    leavers: leaversDe,
    act: {
      ...opportunitiesDe.act,
      ...leadActsDe,
      ...involvedDe,
      ...settingsActsDe,
      ...dayActsDe,
      ...territoryActsDe,
      ...forecastActsDe,
      ...targetActsDe,
      ...quoteActsDe,
      ...ordersActsDe,
      ...leaverActsDe,
      ...quoteMailActsDe,
    },
    print: printDe,
  },
  condition: pictureConditionsDe,
  entity: {
    ...entitiesDe,
    opportunity: { ...entitiesDe.opportunity, ...importFieldsDe, ...dealFieldsDe },
    lead: { ...leadEntityDe, ...leadFieldsDe },
    product: productEntityDe,
    quote: quoteEntityDe,
  },
  errors: {
    sales: {
      ...opportunitiesErrorsDe,
      ...picturesErrorsDe,
      ...importErrorsDe,
      ...leadErrorsDe,
      ...leadImportErrorsDe,
      ...involvedErrorsDe,
      ...settingsErrorsDe,
      ...dayErrorsDe,
      ...territoryErrorsDe,
      ...forecastErrorsDe,
      ...targetErrorsDe,
      ...quoteErrorsDe,
      ...ordersErrorsDe,
      ...quoteMailErrorsDe,
    },
  },
}
