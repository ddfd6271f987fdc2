import { Button, Modal } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Coins, Package, Plus } from 'lucide-react'
import { useState } from 'react'
import { callWithBatch } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { RecordForm } from '../../../../ui/form/RecordForm.tsx'
import { useLive } from '../../../../ui/shell/live.ts'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { useTellDone } from '../../../../ui/shell/undo.ts'
import { EmptyState } from '../../../../ui/theme/parts.tsx'
import { RecordBrowser } from '../../../../ui/views/RecordBrowser.tsx'
import { useViews } from '../../../../ui/views/use-views.ts'
import { productContract } from '../../contract.ts'
import { SalesTabs } from '../SalesTabs.tsx'
import { ProductPanel } from './ProductPanel.tsx'

const changed = [productContract.products, productContract.countProducts]

/** The page of a product. */
const pathOf = ({ id }: RecordRow) => `/sales/products/${id}`

/** All products: views, filters, table, and what each of them is beside it. */
export default function ProductsPage() {
  const t = useT()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const views = useViews('product', [])
  useLive(['product', 'batch'], { invalidates: changed })
  const add = may('sales.manage') ? (
    <Button variant="filled" leftSection={<Plus size={15} aria-hidden />} onClick={() => setAdding(true)}>
      {t('sales.pricing.new')}
    </Button>
  ) : null
  return (
    <>
      <RecordBrowser
        entity={useEntity('product')}
        source={productContract.products}
        count={productContract.countProducts}
        {...(may('sales.manage') ? { update: productContract.changeProduct } : {})}
        pathOf={pathOf}
        views={views}
        panel={record => <ProductPanel key={record.id} id={record.id} />}
        above={<SalesTabs filled />}
        acts={
          <>
            <ToPrices />
            {add}
          </>
        }
        empty={
          <EmptyState
            icon={<Package size={20} aria-hidden />}
            title={t('sales.pricing.none')}
            acts={add ?? undefined}
          >
            {t('sales.pricing.noneHint')}
          </EmptyState>
        }
      />
      {adding && <NewProduct onDone={() => setAdding(false)} />}
    </>
  )
}

function ToPrices() {
  const t = useT()
  return (
    <Button
      component={Link}
      to="/sales/price-lists"
      leftSection={<Coins size={15} strokeWidth={1.75} aria-hidden />}
    >
      {t('sales.pricing.lists')}
    </Button>
  )
}

const asked = ['name', 'code', 'unit', 'taxCategory', 'description']

function NewProduct({ onDone }: { onDone: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const tellDone = useTellDone()
  const add = async (values: Record<string, unknown>) => {
    const { data, batch } = await callWithBatch(productContract.addProduct, { body: values as never })
    tellDone(t('sales.pricing.done.productAdded', { name: String(values['name']) }), batch)
    void navigate({ to: pathOf(data) })
  }
  return (
    <Modal opened onClose={onDone} title={t('sales.pricing.new')}>
      <RecordForm
        entity={useEntity('product')}
        fields={asked}
        initial={{ taxCategory: 'standard' }}
        onSubmit={add}
        onCancel={onDone}
      />
    </Modal>
  )
}
