import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Coins, Plus } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useLive } from '../../../../ui/shell/live.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Badge, Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { type PriceList, productContract } from '../../contract.ts'
import { PriceListDialog } from './PriceListDialog.tsx'
import styles from '../pricing.module.css'
import { Validity } from './Validity.tsx'

const reads = [productContract.priceLists]

/** The price lists: in which currency, since when, for how many products. */
export default function PriceListsPage() {
  const t = useT()
  const may = useMay()
  const asked = useCall(productContract.priceLists)
  const [adding, setAdding] = useState(false)
  useLive(['price-list', 'batch'], { invalidates: reads })
  const title = t('sales.pricing.lists')
  const add = may('sales.manage') && (
    <Button variant="filled" leftSection={<Plus size={15} aria-hidden />} onClick={() => setAdding(true)}>
      {t('sales.pricing.newList')}
    </Button>
  )
  return (
    <Page
      title={title}
      acts={add}
      crumbs={
        <>
          <Link to="/sales/products">{t('sales.pricing.products')}</Link> / <b>{title}</b>
        </>
      }
    >
      <div className={styles.page}>
        {asked.data?.items.length === 0 ? (
          <EmptyState icon={<Coins size={20} aria-hidden />} title={t('sales.pricing.noLists')} acts={add}>
            {t('sales.pricing.noListsHint')}
          </EmptyState>
        ) : (
          <Card aria-label={title}>
            {asked.data ? <Lists lists={asked.data.items} /> : <Reading of={asked} lines={4} />}
          </Card>
        )}
      </div>
      {adding && <PriceListDialog onDone={() => setAdding(false)} />}
    </Page>
  )
}

function Lists({ lists }: { lists: readonly PriceList[] }) {
  const t = useT()
  const format = useFormat()
  const heads = ['listName', 'currency', 'valid', 'products'].map(key => ({
    key,
    head: t(`sales.pricing.${key}`),
  }))
  return (
    <PlainTable heads={[...heads, { key: 'state', head: '' }]} label={t('sales.pricing.lists')}>
      <tbody>
        {lists.map(list => (
          <tr key={list.id}>
            <td>
              <Link to={`/sales/price-lists/${list.id}`}>
                <bdi>{list.name}</bdi>
              </Link>
            </td>
            <td>{list.currency}</td>
            <td>
              <Validity list={list} />
            </td>
            <td>{format.number(list.products)}</td>
            <td className={styles.end}>
              {list.isDefault && <Badge tone="accent">{t('sales.pricing.default')}</Badge>}
              {!list.active && <Badge>{t('sales.pricing.retired')}</Badge>}
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  )
}
