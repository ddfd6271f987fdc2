export { matchingModule } from './server/module.ts'
