export { customersModule } from './server/module.ts'
export { stillNamed } from './server/named.ts'
export { type FedEntry, feedTimeline } from './server/timeline.ts'
