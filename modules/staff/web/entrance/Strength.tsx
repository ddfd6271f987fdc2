import { useT } from '../../../../platform/i18n/react.ts'
import styles from './Entrance.module.css'

const shortest = 12

/** How far a new password is; length is what counts. */
export function Strength({ password }: { password: string }) {
  const t = useT()
  const length = Array.from(password).length
  const reached = Math.min(4, Math.floor((length / 20) * 4))
  const words =
    length < shortest
      ? t('staff.strength.short', { count: shortest - length })
      : t(length < 18 ? 'staff.strength.fair' : 'staff.strength.good')
  return (
    <div className={styles.strength} aria-live="polite">
      <span className={styles.bars} aria-hidden>
        {[1, 2, 3, 4].map(bar => (
          <span key={bar} data-on={bar > reached ? undefined : length < shortest ? 'low' : 'good'} />
        ))}
      </span>
      {password !== '' && words}
    </div>
  )
}
