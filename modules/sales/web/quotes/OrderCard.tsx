import { Button } from '@mantine/core'
import { Send } from 'lucide-react'
import { hasText, isolated } from '../../../../platform/i18n/index.ts'
import { type Translate, useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { type PlacedOrder, type QuotePage, quoteContract } from '../../contract.ts'
import styles from './quotes.module.css'
import { useQuoteAct } from './reads.ts'

/** Where the order of a quote stands on its way to the operational system. */
export function OrderCard({ page, order }: { page: QuotePage; order: PlacedOrder }) {
  const t = useT()
  const format = useFormat()
  const act = useQuoteAct()
  const { state, placedAt, said, reason } = order
  const system = isolated(order.system ?? '')
  const pass = () =>
    void act(quoteContract.passOrder, { params: { id: page.record.id } }, t('sales.orders.sent', { system }))
  return (
    <Card title={t('sales.quoting.order')} aria-label={t('sales.quoting.order')}>
      <div className={styles.order} aria-live="polite">
        <p>{t('sales.orders.placed', { day: format.date(placedAt) })}</p>
        <p data-state={state}>{orderSentence(order, t)}</p>
        {state === 'stuck' && said && reason === 'refused' && (
          <p className={styles.orderHint} dir="auto">
            {t('sales.orders.said', { system, words: isolated(said) })}
          </p>
        )}
        {state === 'passed' && <p className={styles.orderHint}>{t('sales.orders.final')}</p>}
        {page.may.pass && (
          <div className={styles.orderActs}>
            <Button leftSection={<Send size={14} aria-hidden />} onClick={pass}>
              {t(state === 'stuck' ? 'sales.orders.again' : 'sales.orders.pass', { system })}
            </Button>
            {state === 'waiting' && <p className={styles.orderHint}>{t('sales.orders.byHand')}</p>}
          </div>
        )}
      </div>
    </Card>
  )
}

/** Where it stands, in a sentence. */
export function orderSentence({ state, system: name, passedAs, reason }: PlacedOrder, t: Translate): string {
  const system = isolated(name ?? '')
  const key = `integration.reason.${reason}`
  const because = reason ? isolated(hasText(key) ? t(key) : reason) : null
  if (state === 'passed') return t('sales.orders.passed', { system, as: isolated(passedAs ?? '') })
  if (state === 'stuck')
    return t(`sales.orders.${reason === 'refused' ? 'stuck' : 'notYet'}`, { system, reason: because ?? '' })
  if (state === 'on-its-way')
    return because
      ? t('sales.orders.onItsWayBecause', { system, reason: because })
      : t('sales.orders.onItsWay', { system })
  return name ? t('sales.orders.waitingFor', { system }) : t('sales.orders.waiting')
}
