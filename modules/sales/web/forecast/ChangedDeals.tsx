import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { type ChangedDeal, forecastLockContract as api } from '../../contract.ts'
import { Amount } from './Amount.tsx'
import styles from './forecast.module.css'
import type { DealsAsking } from './use-foreseen.ts'

type ChangedDealsProps = { asking: DealsAsking; currency: string; cursor?: string }

/** The deals behind a reason, those that changed most first; more of them on demand. */
export function ChangedDeals({ asking, currency, cursor }: ChangedDealsProps) {
  const t = useT()
  const [more, setMore] = useState(false)
  const asked = useCall(api.forecastChangedDeals, { query: { ...asking, ...(cursor ? { cursor } : {}) } })
  const next = asked.data?.next
  return (
    <>
      <Reading of={asked} lines={3} />
      <ul className={styles.deals}>
        {asked.data?.items.map(changed => (
          <Changed key={changed.key} changed={changed} reason={asking.reason} currency={currency} />
        ))}
      </ul>
      {next &&
        (more ? (
          <ChangedDeals asking={asking} currency={currency} cursor={next} />
        ) : (
          <Button size="compact-sm" onClick={() => setMore(true)}>
            {t('sales.forecast.changes.more')}
          </Button>
        ))}
    </>
  )
}

/** A deal that I do not see now is told without its name. */
const nameless = (reason: DealsAsking['reason']) =>
  reason === 'passed-on' || reason === 'removed'
    ? `sales.forecast.changes.${reason}`
    : 'sales.forecast.changes.unseen'

type ChangedProps = { changed: ChangedDeal; reason: DealsAsking['reason']; currency: string }

function Changed({ changed, reason, currency }: ChangedProps) {
  const t = useT()
  const word = reason === 'category'
  const { deal, before, after, amount, was, now } = changed
  return (
    <li>
      <div className={styles.words}>
        {deal ? (
          <>
            <Link to={`/opportunities/${deal.id}`} className={styles.name}>
              <bdi>{deal.name}</bdi>
            </Link>
            {deal.customer && (
              <Link to={`/customers/${deal.customer.id}`} className={styles.customer}>
                <bdi>{deal.customer.name}</bdi>
              </Link>
            )}
          </>
        ) : (
          <em>{t(nameless(reason))}</em>
        )}
      </div>
      <Stood as="was" standing={was} counted={before} currency={currency} word={word} />
      <Stood as="now" standing={now} counted={after} currency={currency} word={word} />
      <strong>
        <Amount minor={amount} currency={currency} signed />
      </strong>
    </li>
  )
}

type StoodProps = {
  as: 'was' | 'now'
  standing: ChangedDeal['now']
  counted: number
  currency: string
  /** Whether its word is what changed. */
  word: boolean
}

/** What a deal was worth and where it stood; what it counted for where no more may be told. */
function Stood({ as, standing, counted, currency, word }: StoodProps) {
  const t = useT()
  const format = useFormat()
  const { outcome, stage, category, expectedClose } = standing ?? {}
  const facts = [
    outcome ? t(`sales.forecast.outcome.${outcome}`) : stage,
    word && !outcome && category && t(`condition.forecast.${category}`),
    !outcome &&
      expectedClose &&
      t('sales.forecast.changes.due', { day: format.date(expectedClose, 'short') }),
  ].filter(Boolean)
  const worth = standing ? (standing.houseAmount ?? 0) : counted
  return (
    <p className={styles.stood}>
      <small>{t(`sales.forecast.changes.${as}`)}</small>{' '}
      {worth === 0 ? '–' : <Amount minor={worth} currency={currency} />}
      {facts.length > 0 && <span>{facts.join(' · ')}</span>}
    </p>
  )
}
