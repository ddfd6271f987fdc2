import { entitiesAr } from './entities-ar.ts'
import { involvedAr, involvedErrorsAr } from './involved-ar.ts'
import { leadActsAr, leadEntityAr, leadErrorsAr } from './leads-ar.ts'
import { opportunitiesAr, opportunitiesErrorsAr } from './opportunities-ar.ts'
import {
  importErrorsAr,
  importFieldsAr,
  pictureConditionsAr,
  picturesAr,
  picturesErrorsAr,
} from './pictures-ar.ts'
import { pricingAr } from './pricing-ar.ts'
import { offeredAr, quotingAr } from './quoting-ar.ts'
import { printAr, productEntityAr, quoteActsAr, quoteEntityAr, quoteErrorsAr } from './quotes-ar.ts'
import { screensAr } from './screens-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  sales: {
    ...opportunitiesAr,
    ...screensAr,
    pricing: pricingAr,
    quoting: quotingAr,
    offered: offeredAr,
    pictures: picturesAr,
    act: { ...opportunitiesAr.act, ...leadActsAr, ...involvedAr, ...quoteActsAr },
    print: printAr,
  },
  condition: pictureConditionsAr,
  entity: {
    ...entitiesAr,
    opportunity: { ...entitiesAr.opportunity, ...importFieldsAr },
    lead: leadEntityAr,
    product: productEntityAr,
    quote: quoteEntityAr,
  },
  errors: {
    sales: {
      ...opportunitiesErrorsAr,
      ...picturesErrorsAr,
      ...importErrorsAr,
      ...leadErrorsAr,
      ...involvedErrorsAr,
      ...quoteErrorsAr,
    },
  },
}
