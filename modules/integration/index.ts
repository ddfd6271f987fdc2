export { integrationModule } from './server/module.ts'
