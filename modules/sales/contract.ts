import { boardEndpoints } from './contract/board.ts'
import { choiceEndpoints } from './contract/choices.ts'
import { bulkEndpoints } from './contract/bulk.ts'
import { dayEndpoints } from './contract/day.ts'
import { accuracyEndpoints } from './contract/forecast-accuracy.ts'
import { adjustmentEndpoints } from './contract/forecast-adjustments.ts'
import { forecastChangeEndpoints } from './contract/forecast-changes.ts'
import { lockEndpoints } from './contract/forecast-locks.ts'
import { forecastEndpoints } from './contract/forecast.ts'
import { involvedEndpoints } from './contract/involved.ts'
import { leadEndpoints } from './contract/leads.ts'
import { leaverEndpoints } from './contract/leavers.ts'
import { loggingEndpoints } from './contract/logging.ts'
import { opportunityEndpoints } from './contract/opportunities.ts'
import { offerEndpoints } from './contract/offers.ts'
import { pictureEndpoints } from './contract/pictures.ts'
import { productEndpoints } from './contract/products.ts'
import { quoteEndpoints } from './contract/quotes.ts'
import { quoteMailEndpoints } from './contract/quote-mails.ts'
import { readingEndpoints } from './contract/readings.ts'
import { rateEndpoints } from './contract/rates.ts'
import { settingsEndpoints } from './contract/settings.ts'
import { targetEndpoints } from './contract/targets.ts'
import { territoryEndpoints } from './contract/territories.ts'
import { visitEndpoints } from './contract/visits.ts'

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
export type { DayItem, Reason } from './contract/day.ts'
export type { ForecastAccuracy, JudgedForecast } from './contract/forecast-accuracy.ts'
export type { ForecastAdjustment, NewForecastAdjustment } from './contract/forecast-adjustments.ts'
export {
  type ChangedDeal,
  type ChangePart,
  changeReasons,
  type ChangeReason,
  type ForecastChanges,
  type ForecastMeasure,
  forecastMeasures,
  type MeasuredChange,
} from './contract/forecast-changes.ts'
export type { ForecastLock } from './contract/forecast-locks.ts'
export type { Forecast, ForecastPart, ForecastSeller, ForecastTeam, LockState } from './contract/forecast.ts'
export { type Log, type LogKind, logKinds } from './contract/logging.ts'
export type { Closing } from './contract/opportunities.ts'
export type {
  Cohort,
  Figure,
  Pictured,
  PictureSummary,
  ReasonFigures,
  StageFigures,
} from './contract/pictures.ts'
export type { Offer } from './contract/offers.ts'
export type {
  NewPriceList,
  NewProduct,
  NewTaxRate,
  OfferedProduct,
  PriceBreak,
  PriceList,
  PriceListPatch,
  ProductPatch,
  TaxCategory,
  TaxRate,
} from './contract/product-shapes.ts'
export type {
  NewQuote,
  QuoteDraft,
  QuoteLanguage,
  QuoteLine,
  PlacedOrder,
  QuotePage,
  QuoteSettings,
  QuoteState,
  QuoteVersion,
} from './contract/quote-shapes.ts'
export type { QuoteMail } from './contract/quote-mails.ts'
export { type Discount, type Totals, type TotalledLine, TooLarge, totalsOf } from './contract/quote-totals.ts'
export type { CustomerDeal, CustomerDeals } from './contract/readings.ts'
export type { ConversionView, RateView } from './contract/rates.ts'
export type {
  NewStage,
  PipelineSetting,
  SalesSettings,
  StagePatch,
  StageSetting,
} from './contract/settings.ts'
export type { Leaver } from './contract/leavers.ts'
export {
  type CommissionPlan,
  type CommissionStep,
  type Covered,
  type CreditedDeal,
  type MyNumbers,
  type MyPlan,
  spread,
  type TargetHolder,
} from './contract/targets.ts'
export type { HandOver, Territory, TerritoryRule } from './contract/territories.ts'
export type { Rhythm, Tier, Visit } from './contract/visits.ts'
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

/** The seller's own day: what to do next, visits, quick logging. */
export const dayContract = { ...dayEndpoints, ...visitEndpoints, ...loggingEndpoints }

/** Whose customers are whose by rule, and how they pass from one to another. */
export const territoryContract = territoryEndpoints
/** What somebody who left still has. */
export const leaverContract = leaverEndpoints

/** What is to be won, what one gets for it, and how much of it is under way. */
export const targetContract = targetEndpoints

/** Products, price lists, tax rates. */
export const productContract = productEndpoints
/** Quotes and their course. */
export const quoteContract = quoteEndpoints
/** Quotes that go by mail. */
export const quoteMailContract = quoteMailEndpoints
/** What a customer does with the link of a quote, without signing in. */
export const offerContract = offerEndpoints
/** What will be won. */
export const forecastContract = forecastEndpoints
/** What was foreseen when a period began, what changed since, what managers set beside it, how good it was. */
export const forecastLockContract = {
  ...lockEndpoints,
  ...forecastChangeEndpoints,
  ...adjustmentEndpoints,
  ...accuracyEndpoints,
}
/** What can be set: pipelines, stages, reasons, competitors. */
export const settingsContract = settingsEndpoints

/** The firm's currency and what others are worth in it. */
export const rateContract = rateEndpoints
