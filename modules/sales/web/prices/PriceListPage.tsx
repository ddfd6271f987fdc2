import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { Badge, Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { type PriceList, productContract } from '../../contract.ts'
import styles from '../pricing.module.css'
import { PriceListDialog } from './PriceListDialog.tsx'
import { PriceSheet } from './PriceSheet.tsx'
import { Validity } from './Validity.tsx'

const reads = [productContract.priceLists, productContract.prices]

/** What each product costs in a list, typed and pasted as in a spreadsheet. */
export default function PriceListPage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const asked = useCall(productContract.priceLists)
  useLive(['price-list', 'product', 'batch'], { invalidates: reads })
  const list = asked.data?.items.find(one => one.id === id)
  const title = list?.name ?? t('sales.pricing.lists')
  return (
    <Page
      title={title}
      acts={list && <ChangeButton list={list} />}
      crumbs={
        <>
          <Link to="/sales/price-lists">{t('sales.pricing.lists')}</Link> /{' '}
          <b>
            <bdi>{title}</bdi>
          </b>
        </>
      }
    >
      <div className={styles.page}>
        {list ? (
          <Prices key={list.id} list={list} />
        ) : asked.data ? (
          <EmptyState title={t('sales.pricing.listGone')} />
        ) : (
          <Reading of={asked} lines={8} />
        )}
      </div>
    </Page>
  )
}

function ChangeButton({ list }: { list: PriceList }) {
  const t = useT()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('sales.manage')) return null
  return (
    <>
      <Button leftSection={<Pencil size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('sales.pricing.change')}
      </Button>
      {open && <PriceListDialog list={list} onDone={() => setOpen(false)} />}
    </>
  )
}

function Prices({ list }: { list: PriceList }) {
  const t = useT()
  const may = useMay()
  const [words, setWords] = useState('')
  const [q] = useDebouncedValue(words.trim(), 200)
  const [pages, setPages] = useState<readonly string[]>([''])
  const open = (next: string) => setPages(before => [...before, next])
  return (
    <Card
      title={
        <>
          {list.currency} · <Validity list={list} />
        </>
      }
      aside={
        <>
          {list.isDefault && <Badge tone="accent">{t('sales.pricing.default')}</Badge>}{' '}
          {!list.active && <Badge>{t('sales.pricing.retired')}</Badge>}
        </>
      }
    >
      <div className={styles.find}>
        <TextInput
          label={t('sales.pricing.find')}
          value={words}
          dir="auto"
          maxLength={200}
          onChange={event => {
            setWords(event.currentTarget.value)
            setPages([''])
          }}
        />
        {may('sales.manage') && <p className={styles.quiet}>{t('sales.pricing.paste')}</p>}
      </div>
      {pages.map((after, at) => (
        <PriceSheet
          key={after}
          list={list}
          q={q}
          after={after}
          onNext={at === pages.length - 1 ? open : undefined}
        />
      ))}
    </Card>
  )
}
