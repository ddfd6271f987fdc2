import { entitiesEn } from './entities-en.ts'
import { involvedEn, involvedErrorsEn } from './involved-en.ts'
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
import { screensEn } from './screens-en.ts'

/** All words of this folder in one language. */
export const english = {
  sales: {
    ...opportunitiesEn,
    ...screensEn,
    pictures: picturesEn,
    settings: settingsEn,
    act: { ...opportunitiesEn.act, ...leadActsEn, ...involvedEn, ...settingsActsEn },
  },
  condition: pictureConditionsEn,
  entity: {
    ...entitiesEn,
    opportunity: { ...entitiesEn.opportunity, ...importFieldsEn },
    lead: leadEntityEn,
  },
  errors: {
    sales: {
      ...opportunitiesErrorsEn,
      ...picturesErrorsEn,
      ...importErrorsEn,
      ...leadErrorsEn,
      ...involvedErrorsEn,
      ...settingsErrorsEn,
    },
  },
}
