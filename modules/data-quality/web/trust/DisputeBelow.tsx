import { useT } from '../../../../platform/i18n/react.ts'
import { Badge, TextLink } from '../../../../ui/theme/parts.tsx'
import type { Dispute } from '../../contract/disputes.ts'
import { timeLeft } from './time-left.ts'
import styles from './trust.module.css'
import { useValueWords } from './value-words.ts'

/** Below a disputed value: what somebody else holds to be right, and how long it may wait. */
export function DisputeBelow({ dispute, onOpen }: { dispute: Dispute; onOpen: () => void }) {
  const t = useT()
  const words = useValueWords()
  const { raisedBy, proposed, field, dueAt, maySettle } = dispute
  const who = raisedBy.name ?? t('data-quality.trust.someone')
  const left = timeLeft(dueAt, new Date(), t)
  return (
    <span className={styles.below}>
      <span>
        {proposed === null
          ? t('data-quality.trust.doubts', { who })
          : t('data-quality.trust.proposes', { who })}{' '}
        {proposed !== null && <bdi className={styles.proposed}>{words.show(field, proposed)}</bdi>}
      </span>
      <Badge tone={left.late ? 'red' : 'amber'}>{left.words}</Badge>
      <TextLink onClick={onOpen}>
        {t(maySettle ? 'data-quality.trust.decide' : 'data-quality.trust.look')}
      </TextLink>
    </span>
  )
}
