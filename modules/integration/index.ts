export { handOver, type HandedOver } from './server/making/handing-over.ts'
export {
  type MakingOffer,
  type OfferedField,
  type OfferedRecord,
  offerToMake,
} from './server/making/offers.ts'
export { integrationModule } from './server/module.ts'
