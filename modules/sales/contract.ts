import { boardEndpoints } from './contract/board.ts'
import { choiceEndpoints } from './contract/choices.ts'
import { bulkEndpoints } from './contract/bulk.ts'
import { forecastEndpoints } from './contract/forecast.ts'
import { involvedEndpoints } from './contract/involved.ts'
import { leadEndpoints } from './contract/leads.ts'
import { opportunityEndpoints } from './contract/opportunities.ts'
import { pictureEndpoints } from './contract/pictures.ts'
import { readingEndpoints } from './contract/readings.ts'
import { rateEndpoints } from './contract/rates.ts'
import { settingsEndpoints } from './contract/settings.ts'

export type { Board, BoardCard, BoardColumn } from './contract/board.ts'
export type { Choices } from './contract/choices.ts'
export type {
  Conversion,
  Disqualification,
  LeadPage,
  LeadPatch,
  LeadPolicy,
  NewLead,
  Recognised,
} from './contract/lead-shapes.ts'
export type { OpportunityBulkChange } from './contract/bulk.ts'
export type { NewInvolved, OpportunityPage } from './contract/involved.ts'
export type { Closing } from './contract/opportunities.ts'
export type {
  Cohort,
  Figure,
  Pictured,
  PictureSummary,
  ReasonFigures,
  StageFigures,
} from './contract/pictures.ts'
export type { CustomerDeal, CustomerDeals } from './contract/readings.ts'
export type { ConversionView, RateView } from './contract/rates.ts'
export type {
  NewStage,
  PipelineSetting,
  SalesSettings,
  StagePatch,
  StageSetting,
} from './contract/settings.ts'
export type { NewOpportunity, OpportunityPatch } from './contract/shapes.ts'

/** Every endpoint of the module. */
export const salesContract = { ...opportunityEndpoints, ...boardEndpoints, ...choiceEndpoints }

/** What belongs to an opportunity, and many of them at once. */
export const dealContract = { ...involvedEndpoints, ...bulkEndpoints }

/** What may be sold to a customer, and how a deal came to be as it is. */
export const dealReadings = readingEndpoints

/** Pictures of what was sold. */
export const pictureContract = pictureEndpoints

/** Leads: what may become a customer one day. */
export const leadContract = leadEndpoints

/** What will be won. */
export const forecastContract = forecastEndpoints
/** What can be set: pipelines, stages, reasons, competitors. */
export const settingsContract = settingsEndpoints

/** The firm's currency and what others are worth in it. */
export const rateContract = rateEndpoints
