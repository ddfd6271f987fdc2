import { Handshake, Plus, SlidersHorizontal, SquareKanban } from 'lucide-react'
import { fill, type WebModule } from '../../../ui/shell/web-module.ts'
import { timelineKind } from '../../customers/web/index.ts'
import { settingsTabs } from '../../staff/web/index.ts'
import { salesTexts } from '../texts/lazy.ts'
import { namePicturesInFilters } from './pictures/named.ts'
import { SalesTab } from './settings/SalesTab.tsx'

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
    { path: '/sales/pictures', load: () => import('./pictures/PicturesPage.tsx'), permission: 'sales.read' },
    {
      path: '/settings/sales',
      load: () => import('./settings/SalesSettingsPage.tsx'),
      permission: 'sales.manage',
    },
  ],
  menu: [{ label: 'sales.menu', icon: Handshake, to: '/sales/board', order: 50, permission: 'sales.read' }],
  slots: [
    fill(settingsTabs, { order: 30, permission: 'sales.manage', component: SalesTab }),
    ...Object.entries(told).map(([kind, name]) =>
      fill(timelineKind(kind), {
        order: 10,
        label: `sales.told.${name}`,
        icon: Handshake,
        load: async () => (await import('./customer/DealEntry.tsx')).DealEntry,
      }),
    ),
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
      id: 'sales.list',
      label: 'entity.opportunity.$title',
      icon: SquareKanban,
      permission: 'sales.read',
      run: go => go('/sales/opportunities'),
    },
    {
      id: 'sales.settings',
      label: 'sales.settings.title',
      icon: SlidersHorizontal,
      permission: 'sales.manage',
      run: go => go('/settings/sales'),
    },
  ],
}
