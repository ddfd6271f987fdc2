import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useUrlStates } from '../../../../ui/shell/url-state.ts'
import { Card, Sentence } from '../../../../ui/theme/parts.tsx'
import { Link } from '@tanstack/react-router'
import { Target } from 'lucide-react'
import { type MyNumbers, targetContract as api } from '../../contract.ts'
import { SalesTabs } from '../SalesTabs.tsx'
import { CreditedDeals } from './CreditedDeals.tsx'
import { Figures } from './Figures.tsx'
import { PeriodChoice } from '../periods/PeriodChoice.tsx'
import { periodNow, readPeriod } from '../periods/periods.ts'
import { PlanSentence } from './PlanSentence.tsx'
import styles from './targets.module.css'

const reads = [api.myNumbers]

/** The seller's own target, what counts towards it, his commission, and what his open deals would bring him. */
export default function MyNumbersPage() {
  const t = useT()
  const [url, setUrl] = useUrlStates(['period'])
  const period = readPeriod(url.period) ? String(url.period) : periodNow('month', new Date())
  const asked = useCall(api.myNumbers, { query: { period } }, { keepPrevious: true })
  useLive(['opportunity', 'sales-settings', 'batch'], { invalidates: reads })
  const title = t('sales.targets.numbers')
  return (
    <Page title={title}>
      <SalesTabs />
      <div className={styles.page}>
        <PeriodChoice period={period} onChange={next => setUrl({ period: next })} keys />
        {asked.data ? (
          <Numbers numbers={asked.data} />
        ) : (
          <Card>
            <Reading of={asked} lines={8} />
          </Card>
        )}
      </div>
    </Page>
  )
}

function Numbers({ numbers }: { numbers: MyNumbers }) {
  const t = useT()
  const format = useFormat()
  const { wonDeals, openDeals, captured, currency, ifAllWon, period, notConverted } = numbers
  const money = (minor: number) => format.money(minor, currency)
  return (
    <>
      {numbers.target === null && <NoTarget />}
      <Figures numbers={numbers} />
      <PlanSentence numbers={numbers} />
      {notConverted > 0 && (
        <p className={styles.quiet}>{t('sales.targets.notConverted', { count: notConverted })}</p>
      )}
      {period.daysLeft > 0 && (
        <Card
          title={t('sales.targets.ifWon')}
          aria-label={t('sales.targets.ifWon')}
          aside={
            ifAllWon !== null &&
            openDeals.length > 1 && (
              <span className={styles.sum}>{t('sales.targets.ifAll', { amount: money(ifAllWon) })}</span>
            )
          }
        >
          {openDeals.length === 0 ? (
            <p className={styles.quiet}>{t('sales.targets.noOpen')}</p>
          ) : (
            <CreditedDeals deals={openDeals} currency={currency} open />
          )}
        </Card>
      )}
      <section id="won">
        <Card title={t('sales.targets.counts')} aria-label={t('sales.targets.counts')}>
          {wonDeals.length === 0 ? (
            <p className={styles.quiet}>{t('sales.targets.noWon')}</p>
          ) : (
            <CreditedDeals deals={wonDeals} currency={currency} open={false} />
          )}
        </Card>
      </section>
      {captured.length > 0 && (
        <Card title={t('sales.targets.captured')} aria-label={t('sales.targets.captured')}>
          <ul className={styles.list}>
            {captured.map(({ lead, name, wonOn, owner }) => (
              <li key={lead} className={styles.line}>
                {name === null ? (
                  <span className={styles.name}>{t('sales.targets.capturedUnseen')}</span>
                ) : (
                  <Link to="/leads/$id" params={{ id: lead }} className={styles.name}>
                    <bdi>{name}</bdi>
                  </Link>
                )}
                <span className={styles.aside}>
                  {t('sales.targets.capturedBy', { name: owner ?? '–', day: format.date(wonOn) })}
                </span>
              </li>
            ))}
          </ul>
          <p className={styles.quiet}>{t('sales.targets.capturedHint')}</p>
        </Card>
      )}
    </>
  )
}

function NoTarget() {
  const t = useT()
  const may = useMay()
  return (
    <Sentence
      icon={<Target size={16} aria-hidden />}
      acts={may('sales.manage') && <Link to={'/sales/targets' as never}>{t('sales.targets.setNow')}</Link>}
    >
      {t(may('sales.manage') ? 'sales.targets.noneYet' : 'sales.targets.noneYetSeller')}
    </Sentence>
  )
}
