import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { Bones, Card, TextLink } from '../../../../ui/theme/parts.tsx'
import { AddButton, type CustomerPart, Nothing } from '../../../customers/web/index.ts'
import { type CustomerDeals, dealReadings } from '../../contract.ts'
import styles from './deals.module.css'
import { DealLine } from './DealLine.tsx'

const reads = [dealReadings.customerDeals]

/** What may be sold to a customer, what it adds up to, and behind a line what was. */
export function DealsCard({ id }: CustomerPart) {
  const t = useT()
  const may = useMay()
  const navigate = useNavigate()
  const asked = useCall(dealReadings.customerDeals, { params: { id } })
  useLive(['opportunity', 'batch'], { invalidates: reads })
  const title = t('sales.deal.customer.title')
  const open = () => void navigate({ to: '/sales/opportunities/new', search: { customer: id } as never })
  const writable = may('sales.write')
  useShortcut(writable ? { keys: 'o', label: t('sales.deal.customer.add'), run: open } : null)
  return (
    <Card
      title={title}
      aria-label={title}
      aside={writable && <AddButton label={t('sales.deal.customer.add')} onClick={open} />}
    >
      {asked.data ? (
        <Deals id={id} deals={asked.data} />
      ) : asked.error ? (
        <p role="alert">
          {wordsOf(asked.error, t)}{' '}
          <TextLink onClick={() => void asked.refetch()}>{t('ui.error.retry')}</TextLink>
        </p>
      ) : (
        <Bones lines={2} />
      )}
    </Card>
  )
}

function Deals({ id, deals: { currency, open, closed } }: { id: string; deals: CustomerDeals }) {
  const t = useT()
  const format = useFormat()
  const [past, setPast] = useState(false)
  const ended = closed.won + closed.lost
  const hidden = open.count - open.items.length + (past ? ended - closed.items.length : 0)
  return (
    <>
      {open.count === 0 ? (
        <Nothing>{t('sales.deal.customer.none')}</Nothing>
      ) : (
        <p className={styles.sum}>
          {t('sales.deal.customer.sum', { count: open.count, sum: format.money(open.sum, currency) })}
          {open.notConverted > 0 && <> · {t('sales.board.notConverted', { count: open.notConverted })}</>}
        </p>
      )}
      <ul>
        {open.items.map(deal => (
          <DealLine key={deal.id} deal={deal} />
        ))}
      </ul>
      {ended > 0 && (
        <p className={styles.past}>
          <TextLink onClick={() => setPast(!past)}>
            {past
              ? t('sales.deal.customer.hide')
              : t('sales.deal.customer.closed', {
                  won: format.number(closed.won),
                  lost: format.number(closed.lost),
                })}
          </TextLink>
        </p>
      )}
      {past && (
        <ul>
          {closed.items.map(deal => (
            <DealLine key={deal.id} deal={deal} />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p className={styles.past}>
          <Link
            to="/sales/opportunities"
            search={{ filter: { field: 'customer', op: 'eq', value: id } } as never}
          >
            {t('sales.deal.customer.more', { count: open.count + ended })}
          </Link>
        </p>
      )}
    </>
  )
}
