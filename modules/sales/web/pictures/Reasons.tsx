import { useT } from '../../../../platform/i18n/react.ts'
import type { ReasonFigures } from '../../contract.ts'
import styles from './pictures.module.css'
import { Meant, Rows } from './Rows.tsx'

/** Why deals were won and lost, the most frequent first. */
export function Reasons({ reasons }: { reasons: readonly ReasonFigures[] }) {
  const t = useT()
  if (reasons.length === 0) return <p className={styles.small}>{t('sales.pictures.noReasons')}</p>
  const most = Math.max(...reasons.map(({ deals }) => deals.n))
  return (
    <div className={styles.reasons}>
      {(['won', 'lost'] as const).map(outcome => (
        <section key={outcome}>
          <h3>
            <Meant means={t(`sales.pictures.means.${outcome}`)}>
              {t(`sales.pictures.figure.${outcome}`)}
            </Meant>
          </h3>
          <ul>
            {reasons
              .filter(reason => reason.outcome === outcome)
              .map(({ id, name, deals }) => (
                <li key={id ?? 'none'}>
                  <span>{name ?? t('sales.pictures.noReason')}</span>
                  <span className={styles.bar} aria-hidden>
                    <i data-fate={outcome} style={{ width: `${(deals.n / most) * 100}%` }} />
                  </span>
                  <Rows figure={deals} label={name ?? t('sales.pictures.noReason')} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
