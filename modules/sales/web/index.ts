import { Handshake, Plus, SquareKanban } from 'lucide-react'
import { fill, type WebModule } from '../../../ui/shell/web-module.ts'
import { customerRight, timelineKind } from '../../customers/web/index.ts'
import { salesTexts } from '../texts/lazy.ts'
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
  references: Object.fromEntries(
    ['pipeline', 'stage'].map(kind => [kind, async () => (await import('./references.tsx')).findStages]),
  ),
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
    fill(customerRight, {
      order: 5,
      permission: 'sales.read',
      load: async () => (await import('./customer/DealsCard.tsx')).DealsCard,
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
      id: 'sales.list',
      label: 'entity.opportunity.$title',
      icon: SquareKanban,
      permission: 'sales.read',
      run: go => go('/sales/opportunities'),
    },
  ],
}
