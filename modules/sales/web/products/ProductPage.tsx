import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { titleOf } from '../../../../ui/field/record.ts'
import { type PriceList, productContract } from '../../contract.ts'
import { quantityOf } from '../rates.ts'
import { ProductFacts } from './ProductPanel.tsx'
import styles from '../pricing.module.css'

const reads = [productContract.getProduct, productContract.priceLists, productContract.prices]

/** The page of one product: what it is, and what it costs in each list. */
export default function ProductPage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const entity = useEntity('product')
  const asked = useCall(productContract.getProduct, { params: { id } })
  useLive(['product', 'batch'], { invalidates: reads })
  const record = asked.error ? undefined : asked.data
  const title = record ? titleOf(record, entity) : t('entity.product.$one')
  const products = <Link to="/sales/products">{t('sales.pricing.products')}</Link>
  return (
    <Page
      title={title}
      crumbs={
        <>
          {products} / <b>{title}</b>
        </>
      }
    >
      {asked.error && [400, 404].includes(asked.error.status) ? (
        <EmptyState title={t('sales.pricing.gone')} acts={products} />
      ) : record ? (
        <div className={styles.pair}>
          <Card title={t('sales.pricing.facts')} aria-label={t('sales.pricing.facts')}>
            <ProductFacts record={record} />
          </Card>
          <Card title={t('sales.pricing.prices')} aria-label={t('sales.pricing.prices')}>
            <Prices record={record} />
          </Card>
        </div>
      ) : (
        <Reading of={asked} lines={8} />
      )}
    </Page>
  )
}

function Prices({ record }: { record: RecordRow }) {
  const t = useT()
  const lists = useCall(productContract.priceLists)
  if (!lists.data) return <Reading of={lists} lines={3} />
  const used = lists.data.items.filter(({ active }) => active)
  if (used.length === 0) return <p className={styles.quiet}>{t('sales.pricing.noLists')}</p>
  return (
    <ul className={styles.lines}>
      {used.map(list => (
        <PriceIn key={list.id} list={list} product={record} />
      ))}
    </ul>
  )
}

function PriceIn({ list, product }: { list: PriceList; product: RecordRow }) {
  const t = useT()
  const format = useFormat()
  const code = String(product['code'] ?? '')
  const asked = useCall(productContract.prices, {
    params: { id: list.id },
    query: { q: code, all: 'yes' },
  })
  const breaks = asked.data?.items.find(({ product: { id } }) => id === product.id)?.breaks ?? []
  return (
    <li>
      <Link to={`/sales/price-lists/${list.id}`}>
        <bdi>{list.name}</bdi>
      </Link>
      {asked.data && breaks.length === 0 && (
        <span className={styles.quiet}>{t('sales.pricing.unpriced')}</span>
      )}
      <span className={styles.breaks}>
        {breaks.map(({ from, amount }) => (
          <span key={from}>
            {Number(from) > 1 && (
              <small>{t('sales.pricing.fromQuantity', { quantity: quantityOf(from, format) })} </small>
            )}
            {format.money(amount, list.currency)}
          </span>
        ))}
      </span>
    </li>
  )
}
