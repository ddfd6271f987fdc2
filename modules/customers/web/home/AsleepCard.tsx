import { Link } from '@tanstack/react-router'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Avatar } from '../../../../ui/theme/parts.tsx'
import { asleepAfter } from '../list/built-in-views.ts'
import { DayCard } from './DayCards.tsx'
import styles from './home.module.css'
import { mineAsleep, type MyDay } from './use-my-day.ts'

/** My customers nobody has talked to for long. */
export function AsleepCard({ asleep }: { asleep: MyDay['asleep'] }) {
  const t = useT()
  const format = useFormat()
  const { items = [], total = 0 } = asleep.data ?? {}
  return (
    <DayCard
      title={t('customers.day.asleep', { days: asleepAfter })}
      asked={asleep}
      aside={
        total > items.length && (
          <Link to="/customers" search={{ filter: mineAsleep } as never} className={styles.all}>
            {t('customers.day.showAll', { count: format.number(total) })}
          </Link>
        )
      }
    >
      {items.length === 0 && <p className={styles.nothing}>{t('customers.day.nobodyAsleep')}</p>}
      <ul>
        {items.map(record => {
          const name = String(record['name'])
          const at = record['lastContactAt']
          return (
            <li key={record.id}>
              <Link to={`/customers/${record.id}`} className={styles.line}>
                <Avatar
                  name={name}
                  id={record.id}
                  size="small"
                  {...(record['kind'] === 'person' ? {} : { shape: 'square' })}
                />
                <span className={styles.words}>
                  <bdi>{name}</bdi>
                </span>
                <small>{typeof at === 'string' ? format.relative(at) : t('customers.page.noContact')}</small>
              </Link>
            </li>
          )
        })}
      </ul>
    </DayCard>
  )
}
