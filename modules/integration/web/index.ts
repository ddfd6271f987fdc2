import { ArrowRightLeft, Cable, FileText, Plus, Route, Scale, Waypoints } from 'lucide-react'
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
      path: '/systems/connect',
      load: () => import('./connect/ConnectPage.tsx'),
      permission: 'integration.manage',
    },
    { path: '/systems/$id', load: () => import('./connect/SystemPage.tsx'), permission: 'integration.read' },
    { path: '/systems', load: () => import('./board/BoardPage.tsx'), permission: 'integration.read' },
    {
      path: '/systems/$id/drill',
      load: () => import('./board/DrillPage.tsx'),
      permission: 'integration.read',
    },
    {
      path: '/systems/bypass',
      load: () => import('./bypass/BypassPage.tsx'),
      permission: 'integration.read',
    },
    {
      path: '/systems/accounts',
      load: () => import('./bypass/AccountsPage.tsx'),
      permission: 'integration.manage',
    },
    {
      path: '/systems/crosswalk',
      load: () => import('./crosswalk/CrosswalkPage.tsx'),
      permission: 'integration.read',
    },
    {
      path: '/systems/differences',
      load: () => import('./crosswalk/DifferencesPage.tsx'),
      permission: 'integration.read',
    },
    {
      path: '/systems/operations',
      load: () => import('./operations/OperationsPage.tsx'),
      permission: 'integration.read',
    },
  ],
  menu: [
    {
      label: 'integration.menu',
      icon: Cable,
      to: '/systems',
      order: 810,
      foot: true,
      permission: 'integration.read',
    },
  ],
  palette: [
    {
      id: 'integration.board',
      label: 'integration.board.title',
      keywords: 'integration.menuWords',
      icon: Cable,
      permission: 'integration.read',
      run: go => go('/systems'),
    },
    {
      id: 'integration.connect',
      label: 'integration.board.connect',
      icon: Plus,
      permission: 'integration.manage',
      run: go => go('/systems/connect'),
    },
    {
      id: 'integration.bypass',
      label: 'integration.bypass.title',
      icon: Route,
      permission: 'integration.read',
      run: go => go('/systems/bypass'),
    },
    {
      id: 'integration.crosswalk',
      label: 'integration.crosswalk.title',
      icon: Waypoints,
      permission: 'integration.read',
      run: go => go('/systems/crosswalk'),
    },
    {
      id: 'integration.differences',
      label: 'integration.comparisons.title',
      icon: Scale,
      permission: 'integration.read',
      run: go => go('/systems/differences'),
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
