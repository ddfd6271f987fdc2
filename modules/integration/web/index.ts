import { ArrowRightLeft, FileText } from 'lucide-react'
import { fill, type WebModule } from '../../../ui/shell/web-module.ts'
import {
  customerRight,
  customerSentences,
  customerStandings,
  timelineKind,
} from '../../customers/web/index.ts'
import { integrationTexts } from '../texts/lazy.ts'

export const integrationWeb: WebModule = {
  name: 'integration',
  texts: integrationTexts,
  routes: [
    {
      path: '/systems/operations',
      load: () => import('./operations/OperationsPage.tsx'),
      permission: 'integration.read',
    },
  ],
  slots: [
    fill(customerRight, {
      order: 20,
      permission: 'customers.read',
      load: async () => (await import('./customer/RecordsCards.tsx')).RecordsCards,
    }),
    fill(customerStandings, {
      order: 20,
      permission: 'customers.read',
      load: async () => (await import('./customer/ForeignStandings.tsx')).ForeignStandings,
    }),
    fill(timelineKind('changed-there'), {
      order: 10,
      label: 'integration.changedThere.title',
      icon: ArrowRightLeft,
      load: async () => (await import('./customer/ChangedThere.tsx')).ChangedThere,
    }),
    fill(timelineKind('document-there'), {
      order: 10,
      label: 'integration.documentThere.title',
      icon: FileText,
      load: async () => (await import('./customer/DocumentEntry.tsx')).DocumentEntry,
    }),

    fill(customerStandings, {
      order: 30,
      permission: 'customers.read',
      load: async () => (await import('./operations/Standings.tsx')).OperationStandings,
    }),
    fill(customerSentences, {
      order: 30,
      permission: 'customers.read',
      load: async () => (await import('./operations/Sentences.tsx')).OperationSentences,
    }),
  ],
}
