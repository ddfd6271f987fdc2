import { Link } from '@tanstack/react-router'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import type { TimelineEntry } from '../../../customers/contract.ts'

/**
 * Leads from the timeline of a customer to the deal. Which one it is, is not told there: whoever sees the customer does not
 * thereby see what may be sold to him.
 */
export function DealEntry({ entry }: { entry: TimelineEntry }) {
  const t = useT()
  const may = useMay()
  if (!entry.aboutId || !may('sales.read')) return null
  return (
    <Link to="/opportunities/$id" params={{ id: entry.aboutId }}>
      {t('sales.page.open')}
    </Link>
  )
}
