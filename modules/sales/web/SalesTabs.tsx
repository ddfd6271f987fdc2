import { useT } from '../../../platform/i18n/react.ts'
import { type PageTab, PageTabs } from '../../../ui/shell/PageTabs.tsx'

const tabs: readonly PageTab[] = [
  { to: '/sales/board', label: 'sales.board.title', permission: 'sales.read' },
  { to: '/sales/opportunities', label: 'entity.opportunity.$title', permission: 'sales.read' },
  { to: '/sales/forecast', label: 'sales.forecast.title', permission: 'sales.read' },
  { to: '/sales/numbers', label: 'sales.targets.numbers', permission: 'sales.read' },
  { to: '/sales/leads', label: 'entity.lead.$title', permission: 'sales.read' },
  { to: '/sales/visits', label: 'sales.visits.title', permission: 'sales.read' },
  { to: '/sales/territories', label: 'sales.territories.title', permission: 'sales.read' },
  { to: '/sales/quotes', label: 'sales.quoting.quotes', permission: 'sales.read' },
  { to: '/sales/products', label: 'sales.pricing.products', permission: 'sales.read' },
  { to: '/sales/targets', label: 'sales.targets.title', permission: 'sales.manage' },
  { to: '/sales/pictures', label: 'sales.pictures.title', permission: 'sales.read' },
]

/** The pages of sales, at the top of each of them. */
export function SalesTabs({ filled = false }: { filled?: boolean }) {
  const t = useT()
  return <PageTabs tabs={tabs} label={t('sales.menu')} filled={filled} />
}
