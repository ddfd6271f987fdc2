import { handOversAr, territoriesAr, territoryActsAr, territoryErrorsAr } from './territories-ar.ts'
import { dayActsAr, dayAr, dayErrorsAr, loggingAr, visitsAr } from './day-ar.ts'
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
import { screensAr } from './screens-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  sales: {
    ...opportunitiesAr,
    ...screensAr,
    pictures: picturesAr,
    day: dayAr,
    visits: visitsAr,
    log: loggingAr,
    territories: territoriesAr,
    handOvers: handOversAr,
    act: { ...opportunitiesAr.act, ...leadActsAr, ...involvedAr, ...dayActsAr, ...territoryActsAr },
  },
  condition: pictureConditionsAr,
  entity: {
    ...entitiesAr,
    opportunity: { ...entitiesAr.opportunity, ...importFieldsAr },
    lead: leadEntityAr,
  },
  errors: {
    sales: {
      ...opportunitiesErrorsAr,
      ...picturesErrorsAr,
      ...importErrorsAr,
      ...leadErrorsAr,
      ...involvedErrorsAr,
      ...dayErrorsAr,
      ...territoryErrorsAr,
    },
  },
}
