import { customer } from './entities/customer.ts'
export { customer } from './entities/customer.ts'
export { task } from './entities/task.ts'

/** The fields of a customer, for records of other modules that describe customers elsewhere. */
export const customerFields = customer.fields
