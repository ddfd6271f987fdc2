import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { matchingContract } from '../../contract.ts'
import styles from './rule.module.css'

/** How often pairs of each weight were one, by what people decided; the bar is the 95 % interval. */
export function Teaches({ view }: { view: ReplyOf<typeof matchingContract.rule> }) {
  const t = useT()
  const format = useFormat()
  const { bins, suggested } = view
  const percent = (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <Card title={t('matching.rule.teaches')}>
      {bins.length === 0 ? (
        <p className={styles.quiet}>{t('matching.rule.teachesNone')}</p>
      ) : (
        <table className={styles.bins}>
          <thead>
            <tr>
              <th scope="col">{t('matching.rule.weight')}</th>
              <th scope="col">{t('matching.rule.decided')}</th>
              <th scope="col">{t('matching.rule.were')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {bins.map(bin => (
              <tr key={bin.from}>
                <th scope="row">
                  {format.number(bin.from)}–{format.number(bin.to)}
                </th>
                <td>{format.number(bin.decided)}</td>
                <td>{format.number(bin.same)}</td>
                <td>
                  <span className={styles.interval} title={`${percent(bin.low)}–${percent(bin.high)}`}>
                    <span
                      style={{
                        insetInlineStart: percentage(bin.low),
                        insetInlineEnd: percentage(1 - bin.high),
                      }}
                    />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {suggested !== null && (
        <p className={styles.quiet}>{t('matching.rule.suggestion', { line: format.number(suggested) })}</p>
      )}
    </Card>
  )
}

const percentage = (share: number) => `${(100 * share).toFixed(1)}%`
