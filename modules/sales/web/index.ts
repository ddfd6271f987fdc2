import {
  Coins,
  FileText,
  Handshake,
  Package,
  Plus,
  SquareKanban,
  UserRoundPlus,
  UserRoundSearch,
} from 'lucide-react'
import { fill, shellBottom, shellTop, type WebModule } from '../../../ui/shell/web-module.ts'
import { countInInbox, customerRight, inboxCards, timelineKind } from '../../customers/web/index.ts'
import { settingsTabs } from '../../staff/web/index.ts'
import { salesTexts } from '../texts/lazy.ts'
import { askCapture } from './leads/capture/capture-asked.ts'
import { useNoticesWaiting } from './leads/notices/use-notices.ts'
import { namePicturesInFilters } from './pictures/named.ts'
import { TaxesTab } from './taxes/TaxesTab.tsx'

namePicturesInFilters()
countInInbox(useNoticesWaiting)

/** What is told on the timeline of a customer, and what it is called there. */
const told = {
  opportunity: 'opened',
  'opportunity-won': 'won',
  'opportunity-lost': 'lost',
  'opportunity-reopened': 'reopened',
}

/** A lead is captured from every page; what happened to leads waits in the inbox. */
const leadSlots = [
  fill(shellTop, {
    order: 50,
    permission: 'sales.write',
    load: async () => (await import('./leads/capture/CaptureHost.tsx')).CaptureHost,
  }),
  fill(shellBottom, {
    order: 10,
    permission: 'sales.write',
    load: async () => (await import('./leads/capture/CaptureThumb.tsx')).CaptureThumb,
  }),
  fill(inboxCards, {
    order: 20,
    permission: 'sales.read',
    load: async () => (await import('./leads/notices/InboxNotices.tsx')).InboxNotices,
  }),
]

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
    { path: '/sales/leads', load: () => import('./leads/list/LeadsPage.tsx'), permission: 'sales.read' },
    { path: '/leads/$id', load: () => import('./leads/page/LeadPage.tsx'), permission: 'sales.read' },
    { path: '/sales/pictures', load: () => import('./pictures/PicturesPage.tsx'), permission: 'sales.read' },
    { path: '/sales/quotes', load: () => import('./quotes/QuotesPage.tsx'), permission: 'sales.read' },
    { path: '/quotes/$id', load: () => import('./quotes/QuotePage.tsx'), permission: 'sales.read' },
    { path: '/sales/products', load: () => import('./products/ProductsPage.tsx'), permission: 'sales.read' },
    {
      path: '/sales/products/$id',
      load: () => import('./products/ProductPage.tsx'),
      permission: 'sales.read',
    },
    {
      path: '/sales/price-lists',
      load: () => import('./prices/PriceListsPage.tsx'),
      permission: 'sales.read',
    },
    {
      path: '/sales/price-lists/$id',
      load: () => import('./prices/PriceListPage.tsx'),
      permission: 'sales.read',
    },
    { path: '/settings/taxes', load: () => import('./taxes/TaxesPage.tsx'), permission: 'sales.manage' },
    { path: '/offer', load: () => import('./offered/OfferPage.tsx'), public: true },
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
    fill(settingsTabs, { order: 30, permission: 'sales.manage', component: TaxesTab }),
    fill(customerRight, {
      order: 5,
      permission: 'sales.read',
      load: async () => (await import('./customer/DealsCard.tsx')).DealsCard,
    }),
    ...leadSlots,
  ],
  palette: [
    {
      id: 'sales.leads.capture',
      label: 'sales.leads.capture.title',
      keywords: 'sales.leads.capture.words',
      icon: UserRoundPlus,
      shortcut: 'l',
      permission: 'sales.write',
      run: askCapture,
    },
    {
      id: 'sales.leads.list',
      label: 'entity.lead.$title',
      icon: UserRoundSearch,
      permission: 'sales.read',
      run: go => go('/sales/leads'),
    },
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
      id: 'sales.quotes',
      label: 'sales.quoting.quotes',
      icon: FileText,
      permission: 'sales.read',
      run: go => go('/sales/quotes'),
    },
    {
      id: 'sales.products',
      label: 'sales.pricing.products',
      icon: Package,
      permission: 'sales.read',
      run: go => go('/sales/products'),
    },
    {
      id: 'sales.prices',
      label: 'sales.pricing.lists',
      icon: Coins,
      permission: 'sales.read',
      run: go => go('/sales/price-lists'),
    },
  ],
}
