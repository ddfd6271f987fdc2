import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { QuoteVersion } from '../../contract.ts'
import { percentOf } from '../rates.ts'
import styles from './quotes.module.css'

/** Who asked for which discount, and what was decided; nothing where nobody asked. */
export function ApprovalsCard({ version: { approvals } }: { version: QuoteVersion }) {
  const t = useT()
  const format = useFormat()
  if (approvals.length === 0) return null
  return (
    <Card title={t('sales.quoting.approval')} aria-label={t('sales.quoting.approval')}>
      <ul className={styles.story}>
        {approvals.map(one => (
          <li key={one.id}>
            <p>
              {t('sales.quoting.is.asked', {
                name: one.askedBy.title ?? '',
                percent: percentOf(one.share, format),
              })}{' '}
              <time dateTime={one.askedAt}>{format.dateTime(one.askedAt)}</time>
            </p>
            {one.note && (
              <p>
                <bdi>“{one.note}”</bdi>
              </p>
            )}
            {one.verdict && one.decidedAt && (
              <p>
                {t(`sales.quoting.is.${one.verdict}`, {
                  name: one.decidedBy?.title ?? '',
                  percent: percentOf(one.share, format),
                })}{' '}
                <time dateTime={one.decidedAt}>{format.dateTime(one.decidedAt)}</time>
              </p>
            )}
            {one.decision && (
              <p>
                <bdi>“{one.decision}”</bdi>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
