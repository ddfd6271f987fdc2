export { namedInSales } from './server/named.ts'
export { salesModule } from './server/module.ts'
