import {
  CalendarCheck,
  Coins,
  FileText,
  Handshake,
  MapPin,
  MessageSquarePlus,
  Package,
  Plus,
  SlidersHorizontal,
  SquareKanban,
  Telescope,
  Target,
  UserRoundPlus,
  UserRoundSearch,
} from 'lucide-react'
import { fill, shellBottom, shellTop, type WebModule } from '../../../ui/shell/web-module.ts'
import {
  countInInbox,
  customerBulkActs,
  customerLeft,
  customerRight,
  homeFirst,
  homeTiles,
  inboxCards,
  timelineFoot,
  timelineKind,
} from '../../customers/web/index.ts'
import { settingsTabs } from '../../staff/web/index.ts'
import { salesTexts } from '../texts/lazy.ts'
import { askCapture } from './leads/capture/capture-asked.ts'
import { useNoticesWaiting } from './leads/notices/use-notices.ts'
import { LogHost } from './logging/LogHost.tsx'
import { openLog } from './logging/log-store.ts'
import { namePicturesInFilters } from './pictures/named.ts'
import { useQuotesWaiting } from './quotes/notices/use-notices.ts'
import { SalesTab } from './settings/SalesTab.tsx'
import { TaxesTab } from './taxes/TaxesTab.tsx'

namePicturesInFilters()
countInInbox(useNoticesWaiting)
countInInbox(useQuotesWaiting)

/** What is told on the timeline of a customer, and what it is called there. */
const told = {
  opportunity: 'opened',
  'opportunity-won': 'won',
  'opportunity-lost': 'lost',
  'opportunity-reopened': 'reopened',
  'quote-sent': 'quoteSent',
  'quote-mailed': 'quoteMailed',
  'quote-accepted': 'quoteAccepted',
  'quote-declined': 'quoteDeclined',
  'quote-withdrawn': 'quoteWithdrawn',
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

/** What happened to quotes, and what waits for an approval. */
const quoteSlots = [
  fill(inboxCards, {
    order: 10,
    permission: 'sales.read',
    load: async () => (await import('./quotes/notices/InboxQuotes.tsx')).InboxQuotes,
  }),
  fill(homeTiles, {
    order: 3,
    permission: 'sales.approve',
    load: async () => (await import('./quotes/notices/InboxQuotes.tsx')).Approvals,
  }),
]

/** What a seller's day brings: on the start page, beside a customer, under his timeline, and from every page. */
const daySlots = [
  fill(shellTop, { order: 60, permission: 'sales.write', component: LogHost }),
  fill(shellBottom, {
    order: 5,
    permission: 'sales.write',
    load: async () => (await import('./logging/LogThumb.tsx')).LogThumb,
  }),
  fill(homeFirst, {
    order: 10,
    permission: 'sales.read',
    load: async () => (await import('./day/NextCard.tsx')).NextCard,
  }),
  fill(homeTiles, {
    order: 3,
    permission: 'sales.read',
    load: async () => (await import('./targets/NumbersCard.tsx')).NumbersCard,
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
    { path: '/sales/visits', load: () => import('./visits/VisitsPage.tsx'), permission: 'sales.read' },
    {
      path: '/sales/territories',
      load: () => import('./territories/TerritoriesPage.tsx'),
      permission: 'sales.read',
    },
    { path: '/sales/forecast', load: () => import('./forecast/ForecastPage.tsx'), permission: 'sales.read' },
    {
      path: '/sales/numbers',
      load: () => import('./targets/MyNumbersPage.tsx'),
      permission: 'sales.read',
    },
    { path: '/sales/targets', load: () => import('./targets/TargetsPage.tsx'), permission: 'sales.manage' },
    { path: '/sales/pictures', load: () => import('./pictures/PicturesPage.tsx'), permission: 'sales.read' },
    {
      path: '/settings/sales',
      load: () => import('./settings/SalesSettingsPage.tsx'),
      permission: 'sales.manage',
    },
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
    fill(settingsTabs, { order: 30, permission: 'sales.manage', component: SalesTab }),
    ...Object.entries(told).map(([kind, name]) =>
      fill(timelineKind(kind), {
        order: 10,
        label: `sales.told.${name}`,
        icon: Handshake,
        load: async () => (await import('./customer/DealEntry.tsx')).DealEntry,
      }),
    ),
    fill(settingsTabs, { order: 31, permission: 'sales.manage', component: TaxesTab }),
    fill(customerRight, {
      order: 5,
      permission: 'sales.read',
      load: async () => (await import('./customer/DealsCard.tsx')).DealsCard,
    }),
    ...leadSlots,
    ...quoteSlots,
    ...daySlots,
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
      id: 'sales.log',
      label: 'sales.log.open',
      keywords: 'sales.log.words',
      icon: MessageSquarePlus,
      shortcut: 'v',
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
      id: 'sales.numbers',
      label: 'sales.targets.numbers',
      icon: Target,
      permission: 'sales.read',
      run: go => go('/sales/numbers'),
    },
    {
      id: 'sales.list',
      label: 'entity.opportunity.$title',
      icon: SquareKanban,
      permission: 'sales.read',
      run: go => go('/sales/opportunities'),
    },
    {
      id: 'sales.forecast',
      label: 'sales.forecast.title',
      icon: Telescope,
      permission: 'sales.read',
      run: go => go('/sales/forecast'),
    },
    {
      id: 'sales.settings',
      label: 'sales.settings.title',
      icon: SlidersHorizontal,
      permission: 'sales.manage',
      run: go => go('/settings/sales'),
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
