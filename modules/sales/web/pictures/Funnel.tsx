import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { StageFigures } from '../../contract.ts'
import styles from './pictures.module.css'
import { Meant, Rows } from './Rows.tsx'

const fates = ['onward', 'won', 'open', 'lost', 'back'] as const

/** What became of the deals that entered each stage: a bar as long as they are many, and the numbers beside it. */
export function Funnel({ stages }: { stages: readonly StageFigures[] }) {
  const t = useT()
  const format = useFormat()
  const most = Math.max(1, ...stages.map(({ entered }) => entered.n))
  const means = (fate: (typeof fates)[number]) =>
    t(`sales.pictures.means.${fate === 'onward' || fate === 'back' ? fate : 'here'}`)
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('sales.pictures.stage')}</th>
            <th scope="col" className={styles.wide}>
              <Meant means={t('sales.pictures.means.entered')}>{t('sales.pictures.figure.entered')}</Meant>
            </th>
            {fates.map(fate => (
              <th key={fate} scope="col">
                <i className={styles.key} data-fate={fate} aria-hidden />
                <Meant means={means(fate)}>{t(`sales.pictures.figure.${fate}`)}</Meant>
              </th>
            ))}
            <th scope="col">
              <Meant means={t('sales.pictures.means.conversion')}>
                {t('sales.pictures.figure.conversion')}
              </Meant>
            </th>
          </tr>
        </thead>
        <tbody>
          {stages.map(stage => (
            <tr key={stage.id}>
              <th scope="row">{stage.name}</th>
              <td className={styles.wide}>
                <span className={styles.bar} aria-hidden>
                  {fates.map(fate => (
                    <i key={fate} data-fate={fate} style={{ width: `${(stage[fate].n / most) * 100}%` }} />
                  ))}
                </span>
                <Rows figure={stage.entered} label={`${stage.name}, ${t('sales.pictures.figure.entered')}`} />
              </td>
              {fates.map(fate => (
                <td key={fate}>
                  <Rows figure={stage[fate]} label={`${stage.name}, ${t(`sales.pictures.figure.${fate}`)}`} />
                </td>
              ))}
              <td>
                {stage.conversion === null
                  ? '–'
                  : format.number(stage.conversion, { style: 'percent', maximumFractionDigits: 1 })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
