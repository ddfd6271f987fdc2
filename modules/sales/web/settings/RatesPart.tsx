import { Button, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ClipboardPaste, Coins, Plus } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { rateContract, type RateView } from '../../contract.ts'
import { HouseCard } from './HouseCard.tsx'
import { PasteRates } from './PasteRates.tsx'
import { RateForm } from './RateForm.tsx'
import styles from './settings.module.css'

/** The currency of the firm, what others are worth in it, and what has no rate. */
export function RatesPart() {
  const t = useT()
  const [currency, setCurrency] = useState<string | null>(null)
  const [open, setOpen] = useState<RateView | 'new' | 'paste' | null>(null)
  const asked = useRates(currency)
  const [first] = asked.data?.pages ?? []
  if (!first)
    return (
      <Card>
        <Reading of={asked} lines={6} />
      </Card>
    )
  const items = asked.data?.pages.flatMap(page => page.items) ?? []
  const house = first.house.currency
  const close = () => setOpen(null)
  const acts = (
    <span className={styles.acts}>
      <Button
        size="compact-xs"
        leftSection={<ClipboardPaste size={13} aria-hidden />}
        onClick={() => setOpen('paste')}
      >
        {t('sales.settings.pasteRates')}
      </Button>
      <Button size="compact-xs" leftSection={<Plus size={13} aria-hidden />} onClick={() => setOpen('new')}>
        {t('sales.settings.addRate')}
      </Button>
    </span>
  )
  return (
    <>
      <HouseCard rates={first} />
      <Card title={t('sales.settings.ratesTitle')} aside={acts}>
        <p className={styles.hint}>{t('sales.settings.ratesHint', { currency: house })}</p>
        {first.currencies.length > 1 && (
          <Select
            className={styles.which ?? ''}
            aria-label={t('sales.settings.currency')}
            placeholder={t('sales.settings.everyCurrency')}
            data={first.currencies}
            value={currency}
            onChange={setCurrency}
            clearable
            clearButtonProps={{ 'aria-label': t('sales.settings.everyCurrency') }}
          />
        )}
        {items.length === 0 ? (
          <EmptyState icon={<Coins size={20} aria-hidden />} title={t('sales.settings.noRates')}>
            {t('sales.settings.noRatesHint')}
          </EmptyState>
        ) : (
          <ul className={styles.lines}>
            {items.map(rate => (
              <RateLine key={rate.id} rate={rate} house={house} onEdit={() => setOpen(rate)} />
            ))}
          </ul>
        )}
        {asked.hasNextPage && (
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {t('sales.settings.more')}
          </Button>
        )}
      </Card>
      {open === 'paste' && <PasteRates house={house} onClose={close} />}
      {open !== null && open !== 'paste' && (
        <RateForm rate={open === 'new' ? null : open} house={house} onClose={close} />
      )}
    </>
  )
}

type RateLineProps = { rate: RateView; house: string; onEdit: () => void }

function RateLine({ rate, house, onEdit }: RateLineProps) {
  const t = useT()
  const format = useFormat()
  const worth = format.number(Number(rate.rate), { maximumFractionDigits: 10 })
  return (
    <li className={styles.rate}>
      <strong>{rate.currency}</strong>
      <span className={styles.quiet}>{format.date(rate.day)}</span>
      <span className={styles.worth}>
        <bdi>
          {worth} {house}
        </bdi>
      </span>
      <Button
        onClick={onEdit}
        aria-label={t('sales.settings.edit', { name: `${rate.currency} ${format.date(rate.day)}` })}
      >
        {t('ui.edit')}
      </Button>
    </li>
  )
}

function useRates(currency: string | null) {
  return useInfiniteQuery({
    queryKey: [rateContract.rates.name, 'pages', currency],
    queryFn: ({ pageParam, signal }) =>
      call(
        rateContract.rates,
        { query: { ...(currency ? { currency } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: last => last.next,
    placeholderData: former => former,
  })
}
