import { CalendarCheck, Handshake, MapPin, MessageSquarePlus, Plus, SquareKanban } from 'lucide-react'
import { fill, shellTop, type WebModule } from '../../../ui/shell/web-module.ts'
import {
  customerBulkActs,
  customerLeft,
  homeFirst,
  homeTiles,
  timelineFoot,
  timelineKind,
} from '../../customers/web/index.ts'
import { salesTexts } from '../texts/lazy.ts'
import { LogHost } from './logging/LogHost.tsx'
import { openLog } from './logging/log-store.ts'
import { namePicturesInFilters } from './pictures/named.ts'

namePicturesInFilters()

/** What is told on the timeline of a customer, and what it is called there. */
const told = {
  opportunity: 'opened',
  'opportunity-won': 'won',
  'opportunity-lost': 'lost',
  'opportunity-reopened': 'reopened',
}

export const salesWeb: WebModule = {
  name: 'sales',
  texts: salesTexts,
  routes: [
    { path: '/sales/board', load: () => import('./board/BoardPage.tsx'), permission: 'sales.read' },
    {
      path: '/sales/opportunities',
      load: () => import('./list/OpportunitiesPage.tsx'),
      permission: 'sales.read',
    },
    {
      path: '/sales/opportunities/new',
      load: () => import('./opening/NewOpportunityPage.tsx'),
      permission: 'sales.write',
    },
    {
      path: '/opportunities/$id',
      load: () => import('./page/OpportunityPage.tsx'),
      permission: 'sales.read',
    },
    { path: '/sales/visits', load: () => import('./visits/VisitsPage.tsx'), permission: 'sales.read' },
    {
      path: '/sales/territories',
      load: () => import('./territories/TerritoriesPage.tsx'),
      permission: 'sales.read',
    },
    { path: '/sales/pictures', load: () => import('./pictures/PicturesPage.tsx'), permission: 'sales.read' },
  ],
  menu: [{ label: 'sales.menu', icon: Handshake, to: '/sales/board', order: 50, permission: 'sales.read' }],
  slots: [
    ...Object.entries(told).map(([kind, name]) =>
      fill(timelineKind(kind), {
        order: 10,
        label: `sales.told.${name}`,
        icon: Handshake,
        load: async () => (await import('./customer/DealEntry.tsx')).DealEntry,
      }),
    ),
    fill(shellTop, { order: 50, permission: 'sales.write', component: LogHost }),
    fill(homeFirst, {
      order: 10,
      permission: 'sales.read',
      load: async () => (await import('./day/NextCard.tsx')).NextCard,
    }),
    fill(homeTiles, {
      order: 5,
      permission: 'sales.read',
      load: async () => (await import('./territories/HandOversCard.tsx')).WaitingHandOvers,
    }),
    fill(customerLeft, {
      order: 30,
      permission: 'sales.read',
      load: async () => (await import('./visits/VisitPlanCard.tsx')).VisitPlanCard,
    }),
    fill(customerBulkActs, {
      order: 30,
      label: 'sales.visits.set',
      icon: CalendarCheck,
      permission: 'sales.write',
      load: async () => (await import('./visits/PlanMany.tsx')).PlanMany,
    }),
    fill(timelineFoot, {
      order: 10,
      permission: 'sales.read',
      load: async () => (await import('./logging/UsedIn.tsx')).UsedIn,
    }),
  ],
  palette: [
    {
      id: 'sales.new',
      label: 'sales.list.newTitle',
      icon: Plus,
      shortcut: 'o',
      permission: 'sales.write',
      run: go => go('/sales/opportunities/new'),
    },
    {
      id: 'sales.log',
      label: 'sales.log.open',
      keywords: 'sales.log.words',
      icon: MessageSquarePlus,
      shortcut: 'l',
      permission: 'sales.write',
      run: () => openLog(),
    },
    {
      id: 'sales.visits',
      label: 'sales.visits.due',
      icon: MapPin,
      permission: 'sales.read',
      run: go => go('/sales/visits'),
    },
    {
      id: 'sales.list',
      label: 'entity.opportunity.$title',
      icon: SquareKanban,
      permission: 'sales.read',
      run: go => go('/sales/opportunities'),
    },
  ],
}
