import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import { Avatar, Badge } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract } from '../../contract.ts'
import type { Dispute } from '../../contract/disputes.ts'
import { timeLeft } from './time-left.ts'
import styles from './trust.module.css'
import { useTrustAct } from './use-trust-act.ts'
import { useValueWords } from './value-words.ts'

/** A dispute that waits: whose, about what, one value against the other, and how long it may wait. */
export function OpenDisputeLine({ dispute, onOpen }: { dispute: Dispute; onOpen: () => void }) {
  const t = useT()
  const who = dispute.raisedBy.name ?? t('data-quality.trust.someone')
  const left = timeLeft(dispute.dueAt, new Date(), t)
  return (
    <li className={styles.dispute}>
      <Avatar name={who} />
      <div className={styles.disputeWords}>
        <p>
          <b>{who}</b> {t('data-quality.trust.disputesAt')} <CustomerLink dispute={dispute} />
        </p>
        <Against dispute={dispute} />
        {dispute.reason && (
          <p className={styles.reason} dir="auto">
            {dispute.reason}
          </p>
        )}
      </div>
      <div className={styles.disputeActs}>
        <Badge tone={left.late ? 'red' : 'amber'}>{left.words}</Badge>
        <Button size="compact-sm" onClick={onOpen}>
          {t('data-quality.trust.decide')}
        </Button>
      </div>
    </li>
  )
}

/** What became of a dispute of mine. */
export function SettledDisputeLine({ dispute }: { dispute: Dispute }) {
  const t = useT()
  const format = useFormat()
  const read = useReadSettlement()
  const who = dispute.settledBy?.name ?? t('data-quality.trust.someone')
  const at = dispute.settledAt ?? dispute.raisedAt
  return (
    <li className={styles.dispute}>
      <Avatar name={who} />
      <div className={styles.disputeWords}>
        <p>
          <b>{who}</b> {t(`data-quality.trust.outcome.${dispute.outcome}`)} <CustomerLink dispute={dispute} />{' '}
          <time dateTime={at}>{format.relative(at)}</time>
        </p>
        <Against dispute={dispute} />
        {dispute.answer && (
          <p className={styles.reason} dir="auto">
            {dispute.answer}
          </p>
        )}
      </div>
      <IconButton
        className={styles.read}
        aria-label={t('data-quality.trust.readNamed', { name: dispute.customerName })}
        title={t('data-quality.trust.read')}
        onClick={() => void read(dispute)}
      >
        <Check size={15} aria-hidden />
      </IconButton>
    </li>
  )
}

function CustomerLink({ dispute: { customerId, customerName } }: { dispute: Dispute }) {
  return (
    <Link to={`/customers/${customerId}`}>
      <bdi>{customerName}</bdi>
    </Link>
  )
}

/** “City: Bergen → Oslo”. */
function Against({ dispute: { field, value, proposed } }: { dispute: Dispute }) {
  const t = useT()
  const words = useValueWords()
  return (
    <p className={styles.against}>
      <span>{words.labelOf(field)}</span>{' '}
      <s>
        <bdi>{words.show(field, value)}</bdi>
      </s>{' '}
      {proposed !== null && (
        <>
          <span aria-hidden className={styles.arrow}>
            →
          </span>
          <span className="visually-hidden">{t('data-quality.trust.instead')}</span>{' '}
          <bdi className={styles.proposed}>{words.show(field, proposed)}</bdi>
        </>
      )}
    </p>
  )
}

function useReadSettlement() {
  const act = useTrustAct()
  return ({ customerId, id }: Dispute) =>
    act(dataQualityContract.readSettlement, { params: { id: customerId, childId: id } }, { done: null })
}
