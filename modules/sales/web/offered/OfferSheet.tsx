import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { apiBase } from '../../../../platform/contract/client.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { offerContract } from '../../contract.ts'
import type { Offer } from '../../contract/offers.ts'
import { exactMoney, percentOf, quantityOf } from '../rates.ts'
import { discountOf } from '../quotes/columns.ts'
import { unitBehind } from '../../contract/units.ts'
import styles from './offered.module.css'

/** What is offered, as on paper: who, to whom, what, for how much. */
export function OfferSheet({ offer, token }: { offer: Offer; token: string }) {
  const t = useT()
  const format = useFormat()
  const number = t('sales.offered.title', { number: offer.number })
  useEffect(() => {
    document.title = `${number} · ${offer.title}`
  }, [number, offer.title])
  const [firm = '', ...address] = offer.sender?.split('\n') ?? []
  return (
    <>
      <header className={styles.head}>
        <div className={styles.sender}>
          <b>
            <bdi>{firm}</bdi>
          </b>
          <p dir="auto">{address.join('\n')}</p>
        </div>
        <PdfButton token={token} number={offer.number} />
      </header>
      <div className={styles.names}>
        <p className={styles.number}>{number}</p>
        <h1>
          <bdi>{offer.title}</bdi>
        </h1>
        <dl className={styles.facts}>
          {offer.recipient && (
            <div>
              <dt>{t('sales.offered.recipient')}</dt>
              <dd dir="auto">{offer.recipient}</dd>
            </div>
          )}
          <div>
            <dt>{t('sales.offered.sentOn')}</dt>
            <dd>{format.date(offer.sentOn, 'long')}</dd>
          </div>
          <div>
            <dt>{t('sales.offered.validUntil')}</dt>
            <dd>{format.date(offer.validUntil, 'long')}</dd>
          </div>
        </dl>
      </div>
      {offer.intro && (
        <p className={styles.text} dir="auto">
          {offer.intro}
        </p>
      )}
      <Lines offer={offer} />
      <Sums offer={offer} />
      {offer.terms && (
        <section className={styles.conditions}>
          <h2>{t('sales.offered.terms')}</h2>
          <p className={styles.text} dir="auto">
            {offer.terms}
          </p>
        </section>
      )}
    </>
  )
}

function Lines({ offer: { lines, currency } }: { offer: Offer }) {
  const t = useT()
  const format = useFormat()
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th scope="col">{t('sales.offered.what')}</th>
          <th scope="col">{t('sales.offered.quantity')}</th>
          <th scope="col">{t('sales.offered.price')}</th>
          <th scope="col">{t('sales.offered.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          <tr key={at}>
            <td>
              <b>
                <bdi>{line.name}</bdi>
              </b>
              {line.description && <small dir="auto">{line.description}</small>}
              {line.discount && (
                <small>
                  {t('sales.offered.discount')} {discountOf(line.discount, { currency, format })}
                </small>
              )}
            </td>
            <td>
              {quantityOf(line.quantity, format)} <bdi>{unitBehind(line.quantity, line.unit)}</bdi>
            </td>
            <td data-head={t('sales.offered.price')}>{exactMoney(line.unitPrice, currency, format)}</td>
            <td>{exactMoney(line.net, currency, format)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Sums({ offer: { totals, discount, currency } }: { offer: Offer }) {
  const t = useT()
  const format = useFormat()
  const money = (amount: number) => exactMoney(amount, currency, format)
  return (
    <dl className={styles.sums}>
      {totals.discount > 0 && (
        <>
          <div>
            <dt>{t('sales.offered.lines')}</dt>
            <dd>{money(totals.lines)}</dd>
          </div>
          <div>
            <dt>
              {t('sales.offered.discount')}{' '}
              {discount && 'percent' in discount && discountOf(discount, { currency, format })}
            </dt>
            <dd>{money(-totals.discount)}</dd>
          </div>
        </>
      )}
      <div>
        <dt>{t('sales.offered.net')}</dt>
        <dd>{money(totals.net)}</dd>
      </div>
      {totals.taxes.map(({ category, rate, reason, base, tax }) => (
        <div key={`${category} ${rate}`}>
          <dt>
            {t('sales.offered.taxOf', { rate: percentOf(rate, format), net: money(base) })}
            {reason && <small dir="auto">{reason}</small>}
          </dt>
          <dd>{money(tax)}</dd>
        </div>
      ))}
      <div className={styles.total}>
        <dt>{t('sales.offered.total')}</dt>
        <dd>{money(totals.total)}</dd>
      </div>
    </dl>
  )
}

function PdfButton({ token, number }: { token: string; number: string }) {
  const t = useT()
  const [failed, setFailed] = useState(false)
  const download = async () => {
    setFailed(false)
    try {
      const { method, path } = offerContract.offerPdf
      const answer = await fetch(`${apiBase}${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      })
      if (!answer.ok) throw new Error(answer.statusText)
      save(await answer.blob(), `${number}.pdf`)
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className={styles.pdf}>
      <button type="button" className={styles.button} onClick={() => void download()}>
        <Download size={16} aria-hidden />
        {t('sales.offered.pdf')}
      </button>
      {failed && <p role="alert">{t('sales.offered.failed')}</p>}
    </div>
  )
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
