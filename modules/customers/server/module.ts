import type { Module } from '../../../platform/module.ts'
import { customer, task } from '../entities.ts'
import { customersTexts } from '../texts/index.ts'
import { demoCustomers } from './demo.ts'
import { digestJob } from './digest.ts'
import { deriveAfterUndo } from './family/after-undo.ts'
import { settleImported } from './family/after-import.ts'
import { customerImport } from './importing.ts'
import { customersRoutes } from './routes.ts'
import { findCustomers } from './search.ts'
import { customerTables } from './tables.ts'
import { renewContactsAfterUndo } from './timeline.ts'

const permissions = ['read', 'write', 'delete', 'import', 'export', 'sensitive']

/** What the module registers with the platform. */
export const customersModule: Module = {
  name: 'customers',
  routes: [customersRoutes],
  entities: [customer, task],
  permissions: permissions.map(right => ({ name: `customers.${right}` })),
  tables: [...customerTables],
  imports: [customerImport],
  jobs: [digestJob],
  listeners: [
    {
      event: 'history.undone',
      name: 'customers.derive-families',
      when: 'inside',
      run: deriveAfterUndo,
    },
    {
      event: 'customer.imported',
      name: 'customers.settle-imported',
      when: 'after',
      run: settleImported,
    },
    {
      event: 'history.undone',
      name: 'customers.renew-contacts',
      when: 'inside',
      run: renewContactsAfterUndo,
    },
  ],
  search: [{ entity: 'customer', find: findCustomers }],
  texts: customersTexts,
  demo: demoCustomers,
}
