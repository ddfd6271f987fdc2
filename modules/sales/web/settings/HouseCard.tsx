import { Button, Select } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { currencies } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card, Sentence } from '../../../../ui/theme/parts.tsx'
import { type ConversionView, rateContract } from '../../contract.ts'
import styles from './settings.module.css'
import { useSettingsAct } from './use-settings-act.ts'

type Rates = ReplyOf<typeof rateContract.rates>
const all = [...currencies]

/** In which currency the firm adds up, how far its amounts are worked out, and which are in no sum. */
export function HouseCard({ rates }: { rates: Rates }) {
  const t = useT()
  const format = useFormat()
  const { house, missing, conversion } = rates
  return (
    <Card title={t('sales.settings.house')}>
      <p className={styles.hint}>{t('sales.settings.houseHint')}</p>
      <HouseForm key={`${house.currency} ${house.version}`} rates={rates} />
      {missing.length > 0 && (
        <Sentence tone="amber" icon={<TriangleAlert size={16} aria-hidden />}>
          {t('sales.settings.missingTitle')}{' '}
          {format.list(
            missing.map(({ currency, open, closed, from }) =>
              t('sales.settings.missing', { count: open + closed, currency, from: format.date(from) }),
            ),
          )}
        </Sentence>
      )}
      {conversion && <ConversionState conversion={conversion} />}
    </Card>
  )
}

function HouseForm({ rates: { house, currencies: rated } }: { rates: Rates }) {
  const t = useT()
  const act = useSettingsAct()
  const [currency, setCurrency] = useState(house.currency)
  const [sending, setSending] = useState(false)
  const change = async () => {
    setSending(true)
    const answer = await act(
      rateContract.setHouseCurrency,
      { body: { currency }, ifMatch: house.version },
      null,
    )
    setSending(false)
    if (answer)
      act.tell(t('sales.settings.done.house', { currency, count: answer.data.carried }), answer.batch)
  }
  const other = currency !== house.currency
  return (
    <form
      className={styles.house}
      onSubmit={event => {
        event.preventDefault()
        if (other) void change()
      }}
    >
      <Select
        aria-label={t('sales.settings.house')}
        data={all}
        value={currency}
        searchable
        limit={40}
        allowDeselect={false}
        nothingFoundMessage={t('ui.form.noMatch')}
        onChange={next => next && setCurrency(next)}
      />
      {other && (
        <Button type="submit" variant="filled" loading={sending}>
          {t('sales.settings.setHouse', { currency })}
        </Button>
      )}
      {other && !rated.includes(currency) && (
        <p className={styles.warning} role="status">
          {t('sales.settings.houseNoRate', { currency })}
        </p>
      )}
    </form>
  )
}

function ConversionState({ conversion }: { conversion: ConversionView }) {
  const t = useT()
  const format = useFormat()
  const { state, looked, changed, missing, finishedAt } = conversion
  return (
    <p className={styles.hint} role="status">
      {t(`sales.settings.conversion.${state}`, {
        looked,
        changed,
        missing,
        when: finishedAt ? format.relative(finishedAt) : '',
      })}
    </p>
  )
}
