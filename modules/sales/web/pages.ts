import type { WebModule } from '../../../ui/shell/web-module.ts'

/** The pages of sales by their addresses. */
export const salesPages: WebModule['routes'] = [
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
]
