import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useSession } from '../../../../ui/shell/session.tsx'
import { customersContract } from '../../../customers/contract.ts'
import { recentlySeen } from '../../../customers/web/index.ts'
import styles from './logging.module.css'

const most = 5

/** The customers somebody looked at last, each a tap away. */
export function Recent({ onPick }: { onPick: (customer: { id: string; title: string }) => void }) {
  const t = useT()
  const { user } = useSession()
  const ids = recentlySeen(user.id).slice(0, most)
  const asked = useCall(
    customersContract.myDay,
    { query: { recent: ids.join(',') } },
    { enabled: ids.length > 0, staleTime: 60_000 },
  )
  const recent = asked.data?.recent ?? []
  if (recent.length === 0) return null
  return (
    <ul className={styles.chips} aria-label={t('sales.log.recent')}>
      {recent.map(({ id, name }) => (
        <li key={id}>
          <button type="button" className={styles.chip} onClick={() => onPick({ id, title: name })}>
            <bdi>{name}</bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}
