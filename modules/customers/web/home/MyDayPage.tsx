import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { useSession } from '../../../../ui/shell/session.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import { customersContract } from '../../contract.ts'
import { homeFirst, homeTiles } from '../slots.ts'
import { AsleepCard } from './AsleepCard.tsx'
import { AppointmentsCard, RecentCard } from './DayCards.tsx'
import styles from './home.module.css'
import { MentionsCard } from './MentionsCard.tsx'
import { partOfDay } from './part-of-day.ts'
import { MyTasksCard } from './MyTasksCard.tsx'
import { Summary } from './Summary.tsx'
import { useMyDay } from './use-my-day.ts'
import { useWarmUp } from '../warm-up.ts'

const changed = [
  customersContract.tasks,
  customersContract.myDay,
  customersContract.mentions,
  customersContract.list,
]

const next = [() => import('../list/CustomersPage.tsx'), () => import('../page/CustomerPage.tsx')]

/** What today is about: what is due, whom one meets, who asked for one, whom one has not spoken to for long. */
export default function MyDayPage() {
  const t = useT()
  const format = useFormat()
  const { user } = useSession()
  const now = new Date()
  const day = useMyDay()
  useWarmUp(next)
  useLive(['task', 'timeline-entry', 'user', 'batch'], { invalidates: changed })
  const date = format.dateParts(now, { weekday: 'long', day: 'numeric', month: 'long' })
  return (
    <Page title={t('customers.day.title')} count={date}>
      <div className={styles.day}>
        <header className={styles.greeting}>
          <h2>
            {t(`customers.day.greeting.${partOfDay(now, format.timeZone)}`, { name: firstName(user.name) })}
          </h2>
          <Summary day={day} />
        </header>
        <div className={styles.columns}>
          <div className={styles.column}>
            <SlotOutlet of={homeFirst} props={{}} />
            <MyTasksCard tasks={day.tasks} />
          </div>
          <div className={styles.column}>
            <SlotOutlet of={homeTiles} props={{}} />
            <AppointmentsCard day={day.day} />
            <MentionsCard mentions={day.mentions} />
            <AsleepCard asleep={day.asleep} />
            <RecentCard day={day.day} />
          </div>
        </div>
      </div>
    </Page>
  )
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}
