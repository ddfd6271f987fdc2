import { useEffect, useMemo, useState } from 'react'
import { call, Problem } from '../../../../platform/contract/client.ts'
import { directionOf, languageOf, loadLanguage } from '../../../../platform/i18n/index.ts'
import { LocaleContext, useT } from '../../../../platform/i18n/react.ts'
import { offerContract } from '../../contract.ts'
import type { Offer } from '../../contract/offers.ts'
import { Answering } from './Answering.tsx'
import styles from './offered.module.css'
import { OfferSheet } from './OfferSheet.tsx'

/** What a customer opens by the link that he was sent; the link's secret stands behind its `#` and in no log. */
export default function OfferPage() {
  const [token] = useState(() => decodeURIComponent(window.location.hash.slice(1)))
  const [state, setState] = useState<'reading' | 'gone' | 'failed' | Offer>('reading')
  const read = async () => {
    try {
      const offer = await call(offerContract.lookAtOffer, { body: { token } })
      await loadLanguage(offer.language)
      setState(offer)
    } catch (problem) {
      setState(
        problem instanceof Problem && problem.status >= 400 && problem.status < 500 ? 'gone' : 'failed',
      )
    }
  }
  useEffect(() => {
    void read()
    // Once for the address it was opened with.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [token])
  if (typeof state === 'string')
    return <Notice kind={state} onRetry={state === 'failed' ? () => void read() : undefined} />
  return <Shown offer={state} token={token} onChanged={() => void read()} />
}

type ShownProps = { offer: Offer; token: string; onChanged: () => void }

/** In the language of the offer, whatever the browser speaks. */
function Shown({ offer, token, onChanged }: ShownProps) {
  const locale = localeOf(offer.language)
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const context = useMemo(() => ({ locale, timeZone }), [locale, timeZone])
  useEffect(() => {
    const root = document.documentElement
    const before = { lang: root.lang, dir: root.dir }
    root.lang = languageOf(locale)
    root.dir = directionOf(locale)
    return () => void Object.assign(root, before)
  }, [locale])
  return (
    <LocaleContext value={context}>
      <div className={styles.ground} lang={languageOf(locale)} dir={directionOf(locale)}>
        <main className={styles.paper}>
          <OfferSheet offer={offer} token={token} />
          <Answering offer={offer} token={token} onChanged={onChanged} />
        </main>
      </div>
    </LocaleContext>
  )
}

type NoticeProps = { kind: 'reading' | 'gone' | 'failed'; onRetry: (() => void) | undefined }

function Notice({ kind, onRetry }: NoticeProps) {
  const t = useT()
  const title = kind === 'gone' ? t('sales.offered.goneTitle') : t(`sales.offered.${kind}`)
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div className={styles.ground}>
      <main className={styles.notice} aria-busy={kind === 'reading' || undefined}>
        <h1>{title}</h1>
        {kind === 'gone' && <p>{t('sales.offered.gone')}</p>}
        {onRetry && (
          <button type="button" className={styles.button} onClick={onRetry}>
            {t('ui.error.retry')}
          </button>
        )}
      </main>
    </div>
  )
}

/** The region of the reader's browser where it speaks the language, else the language’s own. */
function localeOf(language: Offer['language']): string {
  const own = navigator.languages.find(
    locale => languageOf(locale) === language && locale.startsWith(language),
  )
  return own ?? { en: 'en-GB', de: 'de-DE', ar: 'ar' }[language]
}
