import { boardEndpoints } from './contract/board.ts'
import { choiceEndpoints } from './contract/choices.ts'
import { bulkEndpoints } from './contract/bulk.ts'
import { dayEndpoints } from './contract/day.ts'
import { forecastEndpoints } from './contract/forecast.ts'
import { involvedEndpoints } from './contract/involved.ts'
import { leadEndpoints } from './contract/leads.ts'
import { loggingEndpoints } from './contract/logging.ts'
import { opportunityEndpoints } from './contract/opportunities.ts'
import { offerEndpoints } from './contract/offers.ts'
import { pictureEndpoints } from './contract/pictures.ts'
import { productEndpoints } from './contract/products.ts'
import { quoteEndpoints } from './contract/quotes.ts'
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
  QuotePage,
  QuoteSettings,
  QuoteState,
  QuoteVersion,
} from './contract/quote-shapes.ts'
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

/** What is to be won, what one gets for it, and how much of it is under way. */
export const targetContract = targetEndpoints

/** Products, price lists, tax rates. */
export const productContract = productEndpoints
/** Quotes and their course. */
export const quoteContract = quoteEndpoints
/** What a customer does with the link of a quote, without signing in. */
export const offerContract = offerEndpoints
/** What will be won. */
export const forecastContract = forecastEndpoints
/** What can be set: pipelines, stages, reasons, competitors. */
export const settingsContract = settingsEndpoints

/** The firm's currency and what others are worth in it. */
export const rateContract = rateEndpoints
