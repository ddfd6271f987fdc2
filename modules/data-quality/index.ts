export { dataQualityModule } from './server/module.ts'
