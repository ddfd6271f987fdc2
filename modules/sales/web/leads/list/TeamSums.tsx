import { useCall } from '../../../../../platform/contract/hooks.ts'
import { useT } from '../../../../../platform/i18n/react.ts'
import { leadContract } from '../../../contract.ts'
import styles from '../leads.module.css'

/** For whoever leads teams: how many leads they keep to themselves, as sums that are about nobody. */
export function TeamSums() {
  const t = useT()
  const { data } = useCall(leadContract.leadSums, {}, { staleTime: 300_000 })
  if (!data || data.items.length === 0) return null
  return (
    <section
      className={styles.sums}
      aria-label={t('sales.leads.sums.title')}
      title={t('sales.leads.sums.hint')}
    >
      <span className={styles.sumsTitle}>{t('sales.leads.sums.title')}</span>
      <ul>
        {data.items.map(({ teamId, team, leads, weeksOld }) => (
          <li key={teamId}>
            <b>
              <bdi>{team}</bdi>
            </b>{' '}
            <span>
              {leads === null
                ? t('sales.leads.sums.withheld')
                : t('sales.leads.sums.told', { count: leads, weeks: weeksOld ?? 0 })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
