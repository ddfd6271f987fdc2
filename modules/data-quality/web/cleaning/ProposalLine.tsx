import { Link } from '@tanstack/react-router'
import { ArrowRight, Check, X } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import { Badge } from '../../../../ui/theme/parts.tsx'
import { type ProposalView, sureConfidence } from '../../contract/cleaning.ts'
import { marked } from './marked.ts'
import styles from './cleaning.module.css'
import { useDecide } from './use-decide.ts'

/** One better value beside the one that stands there, with what differs standing out. */
export function ProposalLine({ proposal, may }: { proposal: ProposalView; may: boolean }) {
  const t = useT()
  const format = useFormat()
  const { decide, busy } = useDecide()
  const { customerId, id, customer, before, after, printed, confidence } = proposal
  const ids = [{ customerId, id }]
  return (
    <li className={styles.proposal}>
      <span className={styles.values}>
        <Difference value={before} other={after} as="del" />
        <ArrowRight size={14} className={styles.arrow} aria-label={t('data-quality.cleaning.becomes')} />
        <Difference value={after} other={before} as="ins" />
        {printed && (
          <span className={styles.printed}>
            <span className="visually-hidden">{t('data-quality.cleaning.printed')}</span>
            {printed.map((line, at) => (
              <bdi key={at}>{line}</bdi>
            ))}
          </span>
        )}
      </span>
      <span className={styles.about}>
        <Link to={`/customers/${customerId}`}>
          {customer === before ? t('data-quality.cleaning.openCustomer') : <bdi>{customer}</bdi>}
        </Link>
        {confidence < sureConfidence && (
          <Badge tone="amber">
            {t('data-quality.cleaning.unsure', {
              confidence: format.number(confidence, { style: 'percent', maximumFractionDigits: 0 }),
            })}
          </Badge>
        )}
      </span>
      {may && (
        <span className={styles.acts}>
          <IconButton
            aria-label={t('data-quality.cleaning.accept', { value: after })}
            disabled={busy}
            onClick={() => void decide({ decision: 'accept', ids })}
          >
            <Check size={16} aria-hidden />
          </IconButton>
          <IconButton
            aria-label={t('data-quality.cleaning.reject', { value: after })}
            disabled={busy}
            onClick={() => void decide({ decision: 'reject', ids })}
          >
            <X size={16} aria-hidden />
          </IconButton>
        </span>
      )}
    </li>
  )
}

type DifferenceProps = { value: string; other: string; as: 'del' | 'ins' }

function Difference({ value, other, as: Tag }: DifferenceProps) {
  const { start, middle, end } = marked(value, other)
  return (
    <bdi className={styles.value} data-as={Tag}>
      {start}
      {middle && <Tag>{middle}</Tag>}
      {end}
    </bdi>
  )
}
