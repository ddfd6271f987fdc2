import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { dayOf } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { type Asked, Reading } from '../../../../ui/shell/Reading.tsx'
import { Avatar, Card } from '../../../../ui/theme/parts.tsx'
import styles from './home.module.css'
import type { MyDay } from './use-my-day.ts'

type PartProps = {
  title: string
  asked: Asked
  aside?: ReactNode
  children: ReactNode
}

/** A card of the start page that is read by itself. */
export function DayCard({ title, asked, aside, children }: PartProps) {
  return (
    <Card title={title} aria-label={title} aside={aside}>
      {asked.isPending || asked.error ? <Reading of={asked} lines={3} /> : children}
    </Card>
  )
}

/** My meetings and visits of the next two weeks. */
export function AppointmentsCard({ day }: { day: MyDay['day'] }) {
  const t = useT()
  const format = useFormat()
  const appointments = day.data?.appointments ?? []
  const today = dayOf(new Date(), format.timeZone)
  const when = (at: string) =>
    dayOf(at, format.timeZone) === today
      ? format.time(at)
      : format.dateParts(at, {
          weekday: 'short',
          day: 'numeric',
          month: 'short',
          hour: 'numeric',
          minute: '2-digit',
        })
  return (
    <DayCard title={t('customers.day.appointments')} asked={day}>
      {appointments.length === 0 && <p className={styles.nothing}>{t('customers.day.noAppointments')}</p>}
      <ul>
        {appointments.slice(0, 6).map(one => (
          <li key={one.id}>
            <Link to={`/customers/${one.customerId}`} className={styles.line}>
              <span className={styles.words}>
                <b dir="auto">{one.title || t(`customers.entry.${one.kind}`)}</b>
                <small>
                  <bdi>{one.customerName}</bdi>
                </small>
              </span>
              <time dateTime={one.at}>{when(one.at)}</time>
            </Link>
          </li>
        ))}
      </ul>
    </DayCard>
  )
}

/** The customers whose pages I opened last. */
export function RecentCard({ day }: { day: MyDay['day'] }) {
  const t = useT()
  const recent = day.data?.recent ?? []
  if (!day.isPending && !day.error && recent.length === 0) return null
  return (
    <DayCard title={t('customers.day.recent')} asked={day}>
      <ul>
        {recent.map(one => (
          <li key={one.id}>
            <Link to={`/customers/${one.id}`} className={styles.line}>
              <Avatar
                name={one.name}
                id={one.id}
                size="small"
                {...(one.kind === 'person' ? {} : { shape: 'square' })}
              />
              <span className={styles.words}>
                <bdi>{one.name}</bdi>
              </span>
              {one.city && <small>{one.city}</small>}
            </Link>
          </li>
        ))}
      </ul>
    </DayCard>
  )
}
