export { customer } from './entities/customer.ts'
export { task } from './entities/task.ts'
