export { opportunity } from './entities/opportunity.ts'
export { lead } from './entities/lead.ts'
export { pipeline, stage } from './entities/pipeline.ts'
export { closingReason, competitor } from './entities/closing.ts'
