import { Button, Select } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { quoteContract } from '../../contract.ts'
import type { Opportunity } from '../opportunity.ts'
import { orderSentence } from './OrderCard.tsx'
import { useQuoteAct } from './reads.ts'
import styles from './quotes.module.css'
import { StateBadge } from './StateBadge.tsx'

/** The quotes of a deal, and the way to a new one. */
export function QuotesCard({ opportunity }: { opportunity: Opportunity }) {
  const t = useT()
  const format = useFormat()
  const asked = useCall(quoteContract.quotesOfOpportunity, { params: { id: opportunity.id } })
  return (
    <Card
      title={t('sales.quoting.quotes')}
      aria-label={t('sales.quoting.quotes')}
      aside={<NewQuote opportunity={opportunity} />}
    >
      {!asked.data ? (
        <Reading of={asked} lines={2} />
      ) : asked.data.items.length === 0 ? (
        <p className={styles.hint}>{t('sales.quoting.noneHere')}</p>
      ) : (
        <>
          <ul className={styles.cards}>
            {asked.data.items.map(quote => (
              <li key={quote.id}>
                <Link to={`/quotes/${quote.id}`}>
                  <bdi>{quote.number ?? quote.title}</bdi>
                </Link>
                <span className={styles.end}>{format.money(quote.total, quote.currency)}</span>
                <small>
                  {t('sales.quoting.version', { number: format.number(quote.versionNumber) })} ·{' '}
                  {t('sales.quoting.until', { day: format.date(quote.validUntil) })}
                </small>
                <span className={styles.end}>
                  <StateBadge state={quote.state} />
                </span>
                {quote.order && <small className={styles.whole}>{orderSentence(quote.order, t)}</small>}
              </li>
            ))}
          </ul>
          <Follows opportunity={opportunity} follows={asked.data.follows} />
        </>
      )}
    </Card>
  )
}

function NewQuote({ opportunity }: { opportunity: Opportunity }) {
  const t = useT()
  const may = useMay()
  const act = useQuoteAct()
  const navigate = useNavigate()
  const [sending, setSending] = useState(false)
  if (!may('sales.write') || opportunity.outcome) return null
  const start = async () => {
    setSending(true)
    const answer = await act(
      quoteContract.startQuote,
      { body: { opportunity: opportunity.id } },
      t('sales.quoting.did.started'),
    )
    setSending(false)
    if (answer) void navigate({ to: `/quotes/${answer.data.record.id}` })
  }
  return (
    <Button
      variant="subtle"
      className={styles.act ?? ''}
      loading={sending}
      leftSection={<Plus size={14} aria-hidden />}
      onClick={() => void start()}
    >
      {t('sales.quoting.new')}
    </Button>
  )
}

type FollowsProps = { opportunity: Opportunity; follows: 'accepted' | 'newest' | null }

function Follows({ opportunity, follows }: FollowsProps) {
  const t = useT()
  const may = useMay()
  const act = useQuoteAct()
  const choose = (next: string | null) =>
    void act(
      quoteContract.followQuotes,
      { params: { id: opportunity.id }, body: { follows: next === 'none' ? null : (next as 'newest') } },
      t('sales.quoting.did.follows'),
    )
  return (
    <Select
      className={styles.follows ?? ''}
      label={t('sales.quoting.follows')}
      data={(['none', 'newest', 'accepted'] as const).map(value => ({
        value,
        label: t(`sales.quoting.following.${value}`),
      }))}
      value={follows ?? 'none'}
      disabled={!may('sales.write')}
      allowDeselect={false}
      onChange={choose}
    />
  )
}
