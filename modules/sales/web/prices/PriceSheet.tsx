import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Package } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { type Formats, useFormat, useT } from '../../../../platform/i18n/react.ts'
import { typedAmount } from '../../../../ui/form/FieldEditor.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useActOn } from '../../../../ui/shell/use-act.ts'
import type { SheetColumn } from '../../../../ui/sheet/sheet.ts'
import { Sheet } from '../../../../ui/sheet/Sheet.tsx'
import { EmptyState } from '../../../../ui/theme/parts.tsx'
import { type PriceList, productContract } from '../../contract.ts'
import styles from '../pricing.module.css'
import { firstOf, readPrice, volumesOf, withFirst, withVolumes } from './breaks.ts'

type Priced = ReplyOf<typeof productContract.prices>['items'][number]

const stale = [productContract.priceLists]

type PriceSheetProps = {
  list: PriceList
  q: string
  /** Where the page of products begins. */
  after: string
  /** Asks for the page after this one. */
  onNext: ((after: string) => void) | undefined
}

/** A hundred products with what they cost in a list. What is typed is saved when its row is left. */
export function PriceSheet({ list, q, after, onNext }: PriceSheetProps) {
  const t = useT()
  const may = useMay()
  const format = useFormat()
  const asked = useCall(
    productContract.prices,
    { params: { id: list.id }, query: { q, after, all: 'yes' } },
    { keepPrevious: true },
  )
  const columns = useMemo(() => columnsOf(list.currency, format, t), [list.currency, format, t])
  const { rows, change, leave } = usePrices(list, asked.data?.items)
  if (!asked.data) return <Reading of={asked} lines={8} />
  if (asked.data.items.length === 0 && after === '')
    return <EmptyState icon={<Package size={20} aria-hidden />} title={t('ui.table.nothingMatches')} />
  const { next } = asked.data
  return (
    <div
      onBlur={event => {
        const to = event.relatedTarget
        const row = event.target.closest('tr')
        if (!row || !(to instanceof Node) || !row.contains(to)) void leave()
      }}
    >
      <Sheet
        label={t('sales.pricing.prices')}
        columns={columns}
        rows={rows}
        idOf={({ product }) => product.id}
        nameOf={({ product }) => product.title}
        {...(may('sales.manage') ? { onChange: change } : {})}
      />
      {onNext && next && (
        <p className={styles.more}>
          <Button onClick={() => onNext(next)}>{t('sales.pricing.more')}</Button>
        </p>
      )}
    </div>
  )
}

function columnsOf(currency: string, format: Formats, t: ReturnType<typeof useT>): SheetColumn<Priced>[] {
  const reading = { currency, format }
  return [
    { key: 'code', head: t('sales.pricing.number'), show: ({ product }) => product.code },
    { key: 'name', head: t('sales.pricing.product'), wide: true, show: ({ product }) => product.title },
    { key: 'unit', head: t('sales.pricing.unit'), show: ({ product }) => product.unit },
    {
      key: 'price',
      head: t('sales.pricing.price'),
      align: 'end',
      inputMode: 'decimal',
      placeholder: t('sales.pricing.unpriced'),
      show: ({ breaks }) => {
        const first = firstOf(breaks)
        return first ? format.money(first.amount, currency) : ''
      },
      typed: ({ breaks }) => {
        const first = firstOf(breaks)
        return first ? typedAmount(first.amount, currency, format) : ''
      },
      read: (text, row) => {
        const amount = text === '' ? null : readPrice(text, reading)
        if (amount === null && text !== '') return { problem: 'ui.form.notNumber' }
        return { row: { ...row, breaks: withFirst(row.breaks, amount) } }
      },
    },
    {
      key: 'volumes',
      head: t('sales.pricing.volumes'),
      align: 'end',
      show: ({ breaks }) => volumesOf(breaks, reading),
      read: (text, row) => {
        const breaks = withVolumes(row.breaks, text, reading)
        return breaks ? { row: { ...row, breaks } } : { problem: 'sales.pricing.notVolumes' }
      },
    },
  ]
}

/** The prices as they are on the screen, and their way to the server. */
function usePrices(list: PriceList, kept: readonly Priced[] = []) {
  const t = useT()
  const client = useQueryClient()
  const act = useActOn(stale)
  const [typed, setTyped] = useState<ReadonlyMap<string, Priced>>(new Map())
  const rows = kept.map(row => typed.get(row.product.id) ?? row)
  const change = (changed: ReadonlyMap<number, Priced>) =>
    setTyped(
      before => new Map([...before, ...[...changed.values()].map(row => [row.product.id, row] as const)]),
    )
  /** Rows that are being saved; whoever leaves the next one meanwhile does not send them again. */
  const underWay = useRef(new Set<Priced>())
  const leave = async () => {
    const before = new Map(kept.map(row => [row.product.id, JSON.stringify(row.breaks)]))
    const wanted = [...typed.values()].filter(
      row => !underWay.current.has(row) && before.get(row.product.id) !== JSON.stringify(row.breaks),
    )
    if (wanted.length === 0) return
    for (const row of wanted) underWay.current.add(row)
    const prices = wanted.map(({ product, breaks }) => ({ product: product.id, breaks }))
    // A paste is one act: taken as a whole, and taken back as a whole. What was refused stays as it was typed.
    const answer = await act(
      productContract.setManyPrices,
      { params: { id: list.id }, body: { prices } },
      null,
    )
    if (answer) {
      if (answer.data.products > 0)
        act.tell(t('sales.pricing.priced', { count: answer.data.products }), answer.batch)
      await client.invalidateQueries({ queryKey: [productContract.prices.name] })
      setTyped(now => new Map([...now].filter(([, row]) => !wanted.includes(row))))
    }
    for (const row of wanted) underWay.current.delete(row)
  }
  return { rows, change, leave }
}
