import { Coins, FileText, Handshake, Package, Plus, SquareKanban } from 'lucide-react'
import { fill, type WebModule } from '../../../ui/shell/web-module.ts'
import { timelineKind } from '../../customers/web/index.ts'
import { settingsTabs } from '../../staff/web/index.ts'
import { salesTexts } from '../texts/lazy.ts'
import { namePicturesInFilters } from './pictures/named.ts'
import { TaxesTab } from './taxes/TaxesTab.tsx'

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
