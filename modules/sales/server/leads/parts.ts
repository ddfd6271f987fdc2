import type { Listener, Module } from '../../../../platform/module.ts'
import { lead } from '../../entities.ts'
import { askForCustomer } from './asking.ts'
import { leadInspection } from './importing/alike.ts'
import { askForFiles, filesJob } from './importing/asking-files.ts'
import { castImported } from './importing/imported.ts'
import { leadImport } from './importing/target.ts'
import { leadsJob, shadowsJob } from './jobs.ts'
import { leadRoutes } from './routes.ts'
import { findLeads } from './search.ts'
import { castAfterUndo } from './shadows.ts'
import { leadPolicyTable, leadTable } from './tables.ts'

const listeners: Listener[] = [
  { event: 'customer.created', name: 'sales.ask-shadows', when: 'inside', run: askForCustomer },
  {
    event: 'history.undone',
    name: 'sales.cast-undone',
    when: 'inside',
    run: (ctx, event) => castAfterUndo(ctx, [event]),
  },
  { event: 'lead.imported', name: 'sales.cast-imported', when: 'after', run: castImported },
  ...['lead.imported', 'customer.imported'].map(
    (event): Listener => ({ event, name: `sales.ask-${event}`, when: 'after', run: askForFiles }),
  ),
  { event: 'batch.undone', name: 'sales.cast-undone-later', when: 'after', run: castAfterUndo },
]

/** What leads register with the platform, beside the rest of the module. */
export const leadParts = {
  routes: leadRoutes,
  entities: [lead],
  tables: [leadTable, leadPolicyTable],
  jobs: [leadsJob, shadowsJob, filesJob],
  listeners,
  imports: [leadImport],
  inspections: [leadInspection],
  search: [{ entity: 'lead', find: findLeads }],
} satisfies Omit<Partial<Module>, 'routes'> & { routes: unknown }
