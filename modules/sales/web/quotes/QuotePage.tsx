import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { RecordOpened } from '../../../../ui/record/RecordOpened.tsx'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { type QuotePage as QuotePageData, type QuoteState, quoteContract } from '../../contract.ts'
import { ApprovalsCard } from './ApprovalsCard.tsx'
import { LinesCard } from './LinesCard.tsx'
import { MailsCard } from './mailing/MailsCard.tsx'
import { QuoteActs } from './QuoteActs.tsx'
import { OrderCard } from './OrderCard.tsx'
import { reads } from './reads.ts'
import styles from './quotes.module.css'
import { StateBadge } from './StateBadge.tsx'
import { StateSentences } from './StateSentences.tsx'
import { TermsCard } from './TermsCard.tsx'
import { TextsCard } from './TextsCard.tsx'
import { useDraft } from './use-draft.ts'
import { VersionsCard } from './VersionsCard.tsx'

/** The page of one quote: its lines, how it stands, what can be done with it. */
export default function QuotePage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const asked = useCall(quoteContract.quotePage, { params: { id } })
  useLive(['quote', 'opportunity', 'batch'], { invalidates: reads })
  return (
    <RecordOpened
      asked={asked}
      title={t('entity.quote.$one')}
      gone={t('sales.quoting.gone')}
      list={{ path: '/sales/quotes', title: t('sales.quoting.quotes') }}
    >
      {page => <Quote key={id} page={page} />}
    </RecordOpened>
  )
}

function Quote({ page }: { page: QuotePageData }) {
  const t = useT()
  const format = useFormat()
  const [chosen, setChosen] = useState<string | null>(null)
  const editing = useDraft(page)
  const newest = page.versions.find(({ id }) => id === (page.draft ?? page.sent)) ?? page.versions[0]
  const shown = page.versions.find(({ id }) => id === chosen) ?? newest
  if (!shown) return null
  const draft = editing && shown.id === page.draft && page.may.write ? editing : null
  const number = typeof page.record['number'] === 'string' ? page.record['number'] : null
  const title = draft?.head.title ?? shown.title
  return (
    <Page
      title={number ? `${number} ${title}` : title}
      crumbs={
        <>
          <Link to="/sales/quotes">{t('sales.quoting.quotes')}</Link> /{' '}
          <b>
            <bdi>{number ?? title}</bdi>
          </b>
        </>
      }
      beside={<StateBadge state={page.record['state'] as QuoteState} />}
      acts={<QuoteActs page={page} version={shown} draft={editing} />}
    >
      <div className={styles.page}>
        <header className={styles.head}>
          <div>
            <p className={styles.title}>
              <bdi>{title}</bdi>
            </p>
            <p className={styles.whose}>
              <Link to={`/customers/${page.customer.id}`}>
                <bdi>{page.customer.title}</bdi>
              </Link>
              {' · '}
              <Link to={`/opportunities/${page.opportunity.id}`}>
                <bdi>{page.opportunity.title}</bdi>
              </Link>
            </p>
          </div>
          <p className={styles.sum}>{t('sales.quoting.version', { number: format.number(shown.number) })}</p>
        </header>
        <StateSentences page={page} draft={editing} />
        <div className={styles.columns}>
          <div className={styles.column}>
            <LinesCard version={shown} draft={draft} limit={page.may.limit} />
            <TextsCard key={shown.id} version={shown} draft={draft} />
          </div>
          <div className={styles.column}>
            <TermsCard version={shown} draft={draft} />
            <VersionsCard page={page} shown={shown} onShow={setChosen} />
            <ApprovalsCard version={shown} />
            {page.sent && <MailsCard quoteId={page.record.id} />}
            {page.order && <OrderCard page={page} order={page.order} />}
          </div>
        </div>
      </div>
    </Page>
  )
}
