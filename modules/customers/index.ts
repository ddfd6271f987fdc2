export { customersModule } from './server/module.ts'
export { type FedEntry, feedTimeline } from './server/timeline.ts'
