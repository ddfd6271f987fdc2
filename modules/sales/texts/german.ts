import { handOversDe, territoriesDe, territoryActsDe, territoryErrorsDe } from './territories-de.ts'
import { dayActsDe, dayDe, dayErrorsDe, loggingDe, visitsDe } from './day-de.ts'
import { entitiesDe } from './entities-de.ts'
import { involvedDe, involvedErrorsDe } from './involved-de.ts'
import { leadActsDe, leadEntityDe, leadErrorsDe } from './leads-de.ts'
import { opportunitiesDe, opportunitiesErrorsDe } from './opportunities-de.ts'
import {
  importErrorsDe,
  importFieldsDe,
  pictureConditionsDe,
  picturesDe,
  picturesErrorsDe,
} from './pictures-de.ts'
import { screensDe } from './screens-de.ts'

/** All words of this folder in one language. */
export const german = {
  sales: {
    ...opportunitiesDe,
    ...screensDe,
    pictures: picturesDe,
    day: dayDe,
    visits: visitsDe,
    log: loggingDe,
    territories: territoriesDe,
    handOvers: handOversDe,
    act: { ...opportunitiesDe.act, ...leadActsDe, ...involvedDe, ...dayActsDe, ...territoryActsDe },
  },
  condition: pictureConditionsDe,
  entity: {
    ...entitiesDe,
    opportunity: { ...entitiesDe.opportunity, ...importFieldsDe },
    lead: leadEntityDe,
  },
  errors: {
    sales: {
      ...opportunitiesErrorsDe,
      ...picturesErrorsDe,
      ...importErrorsDe,
      ...leadErrorsDe,
      ...involvedErrorsDe,
      ...dayErrorsDe,
      ...territoryErrorsDe,
    },
  },
}
