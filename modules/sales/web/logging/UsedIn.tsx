import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import type { TimelineEntry } from '../../../customers/contract.ts'
import { dayContract } from '../../contract.ts'
import styles from './logging.module.css'

/** What an entry was good for, to whoever sees the deal. Asked once for all entries of a page. */
export function UsedIn({ entry, familyId }: { entry: TimelineEntry; familyId: string }) {
  const t = useT()
  const uses = useCall(dayContract.entryUses, { params: { id: familyId } }, { staleTime: 30_000 })
  const found = uses.data?.items.filter(({ entryId }) => entryId === entry.id) ?? []
  return found.map(({ opportunity }) => (
    <p key={opportunity.id} className={styles.used}>
      <Link to={`/opportunities/${opportunity.id}`}>{t('sales.log.usedIn', { name: opportunity.name })}</Link>
    </p>
  ))
}
