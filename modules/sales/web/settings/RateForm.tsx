import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { currencies } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { rateContract, type RateView } from '../../contract.ts'
import styles from './settings.module.css'
import { useSettingsAct } from './use-settings-act.ts'

type RateFormProps = {
  /** Null: a new one. */
  rate: RateView | null
  house: string
  onClose: () => void
}

const all = [...currencies]
const today = () => new Date().toISOString().slice(0, 10)

/** What a currency is worth from a day on. */
export function RateForm({ rate, house, onClose }: RateFormProps) {
  const t = useT()
  const act = useSettingsAct()
  const [currency, setCurrency] = useState(rate?.currency ?? '')
  const [day, setDay] = useState(rate?.day ?? today())
  const [typed, setTyped] = useState(rate?.rate ?? '')
  const [sending, setSending] = useState(false)
  const value = Number(typed.trim().replace(',', '.'))
  const ready = currency !== '' && /^\d{4}-\d\d-\d\d$/.test(day) && value > 0
  const carryOut = async (run: () => Promise<unknown>) => {
    setSending(true)
    const answer = await run()
    setSending(false)
    if (answer) onClose()
  }
  const done = t('sales.settings.done.rate', { currency })
  const save = () =>
    rate
      ? act(
          rateContract.changeRate,
          {
            params: { id: rate.id },
            body: {
              ...(day === rate.day ? {} : { day }),
              ...(typed === rate.rate ? {} : { rate: value }),
            },
            ifMatch: rate.version,
          },
          done,
        )
      : act(rateContract.addRate, { body: { currency, day, rate: value } }, done)
  const remove = rate && (
    <Button
      color="red"
      variant="outline"
      onClick={() =>
        void carryOut(() =>
          act(
            rateContract.removeRate,
            { params: { id: rate.id } },
            t('sales.settings.done.rateRemoved', { currency }),
          ),
        )
      }
    >
      {t('sales.settings.remove')}
    </Button>
  )
  return (
    <Modal opened onClose={onClose} title={rate ? rate.currency : t('sales.settings.addRate')}>
      <FormFrame onSend={() => carryOut(save)} ready={ready} sending={sending} aside={remove}>
        {!rate && (
          <Select
            data-autofocus
            label={t('sales.settings.currency')}
            data={all.filter(code => code !== house)}
            value={currency || null}
            searchable
            limit={40}
            nothingFoundMessage={t('ui.form.noMatch')}
            onChange={next => setCurrency(next ?? '')}
          />
        )}
        <div className={styles.pair}>
          <TextInput
            type="date"
            label={t('sales.settings.day')}
            value={day}
            onChange={event => setDay(event.currentTarget.value)}
          />
          <TextInput
            label={t('sales.settings.rate', { currency: house })}
            inputMode="decimal"
            maxLength={24}
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
          />
        </div>
      </FormFrame>
    </Modal>
  )
}
