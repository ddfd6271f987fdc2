import { type Formats, useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { QuotePage, QuoteVersion } from '../../contract.ts'
import { exactMoney, quantityOf } from '../rates.ts'
import { differences, isSame, type LineChange } from './differences.ts'
import styles from './quotes.module.css'

type VersionsCardProps = { page: QuotePage; shown: QuoteVersion; onShow: (id: string) => void }

/** The versions of a quote, and what the one that is shown has otherwise than the one before. */
export function VersionsCard({ page, shown, onShow }: VersionsCardProps) {
  const t = useT()
  const format = useFormat()
  const before = page.versions.find(({ number }) => number === shown.number - 1)
  return (
    <Card title={t('sales.quoting.versions')} aria-label={t('sales.quoting.versions')}>
      <ul className={styles.versions}>
        {page.versions.map(version => (
          <li key={version.id}>
            <button
              type="button"
              aria-current={version.id === shown.id || undefined}
              onClick={() => onShow(version.id)}
            >
              <span>
                {t('sales.quoting.version', { number: format.number(version.number) })}
                <small>
                  {version.sentAt
                    ? t('sales.quoting.sentOn', { day: format.date(version.sentAt) })
                    : t('entity.quote.state.draft')}
                </small>
              </span>
              <span>{exactMoney(version.totals.total, version.currency, format)}</span>
            </button>
          </li>
        ))}
      </ul>
      {before && <Changes before={before} after={shown} />}
    </Card>
  )
}

function Changes({ before, after }: { before: QuoteVersion; after: QuoteVersion }) {
  const t = useT()
  const format = useFormat()
  const found = differences(before, after)
  const number = format.number(before.number)
  const { currency } = after
  if (isSame(found)) return <p className={styles.hint}>{t('sales.quoting.same', { number })}</p>
  return (
    <div className={styles.changes}>
      <h3>{t('sales.quoting.changes', { number })}</h3>
      <ul>
        {found.added.map(line => (
          <li key={`+${line.id}`}>
            <ins>{t('sales.quoting.added', { name: line.name })}</ins>{' '}
            {exactMoney(line.net, currency, format)}
          </li>
        ))}
        {found.removed.map(line => (
          <li key={`-${line.id}`}>
            <del>{t('sales.quoting.removed', { name: line.name })}</del>{' '}
            {exactMoney(line.net, currency, format)}
          </li>
        ))}
        {found.changed.map((change, at) => (
          <li key={at}>
            <bdi>{change.name}</bdi> {wordsOf(change, { currency, format, from: t })}
          </li>
        ))}
        {found.validUntil && (
          <li>
            {t('sales.quoting.validUntil')}{' '}
            {t('sales.quoting.fromTo', {
              from: format.date(found.validUntil.from),
              to: format.date(found.validUntil.to),
            })}
          </li>
        )}
        {found.total && (
          <li>
            <b>{t('sales.quoting.total')}</b>{' '}
            {t('sales.quoting.fromTo', {
              from: exactMoney(found.total.from, currency, format),
              to: exactMoney(found.total.to, currency, format),
            })}
          </li>
        )}
      </ul>
    </div>
  )
}

type Words = { currency: string; format: Formats; from: ReturnType<typeof useT> }

function wordsOf({ quantity, price, net }: LineChange, { currency, format, from: t }: Words): string {
  const money = (amount: number) => exactMoney(amount, currency, format)
  const parts = [
    quantity && {
      what: 'quantity',
      from: quantityOf(quantity.from, format),
      to: quantityOf(quantity.to, format),
    },
    price && { what: 'price', from: money(price.from), to: money(price.to) },
    !quantity && !price && net && { what: 'sum', from: money(net.from), to: money(net.to) },
  ]
  return parts
    .filter(part => typeof part === 'object')
    .map(({ what, from, to }) => `${t(`sales.quoting.${what}`)} ${t('sales.quoting.fromTo', { from, to })}`)
    .join(', ')
}
