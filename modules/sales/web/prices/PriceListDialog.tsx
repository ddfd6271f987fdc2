import { Modal, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { currencies } from '../../../../platform/i18n/index.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { type PriceList, productContract, salesContract } from '../../contract.ts'
import { DayInput } from '../DayInput.tsx'
import { useAct } from '../use-act.ts'
import styles from '../pricing.module.css'

type Draft = {
  name: string
  currency: string | null
  validFrom: string | null
  validTo: string | null
  isDefault: boolean
  active: boolean
}

const blank: Draft = {
  name: '',
  currency: null,
  validFrom: null,
  validTo: null,
  isDefault: false,
  active: true,
}

/** A new price list, or what is said of one that is there. */
export function PriceListDialog({ list, onDone }: { list?: PriceList; onDone: () => void }) {
  const t = useT()
  const act = useAct()
  const choices = useCall(salesContract.choices, {}, { staleTime: 60_000 })
  const [draft, setDraft] = useState<Draft>(list ?? blank)
  const [sending, setSending] = useState(false)
  const set = (change: Partial<Draft>) => setDraft(before => ({ ...before, ...change }))
  const currency = draft.currency ?? choices.data?.currency ?? null
  const { name, validFrom, validTo, isDefault, active } = draft
  const send = async () => {
    if (!currency) return
    setSending(true)
    const said = { name: name.trim(), validFrom, validTo, isDefault }
    const answer = list
      ? await act(
          productContract.changePriceList,
          { params: { id: list.id }, body: { ...said, active }, ifMatch: list.version },
          t('sales.pricing.done.listChanged', { name }),
        )
      : await act(
          productContract.addPriceList,
          { body: { ...said, currency } },
          t('sales.pricing.done.listAdded', { name }),
        )
    setSending(false)
    if (answer) onDone()
  }
  return (
    <Modal opened onClose={onDone} title={list ? list.name : t('sales.pricing.newList')}>
      <FormFrame
        onSend={send}
        ready={name.trim() !== '' && currency !== null}
        sending={sending}
        onCancel={onDone}
      >
        <TextInput
          label={t('sales.pricing.listName')}
          value={name}
          dir="auto"
          maxLength={120}
          data-autofocus
          onChange={event => set({ name: event.currentTarget.value })}
        />
        {!list && (
          <Select
            label={t('sales.pricing.currency')}
            data={[...currencies]}
            value={currency}
            searchable
            limit={40}
            selectFirstOptionOnChange
            onChange={next => next && set({ currency: next })}
          />
        )}
        <div className={styles.dates}>
          <DayInput
            label={t('sales.pricing.validFrom')}
            value={validFrom}
            onChange={next => set({ validFrom: next })}
          />
          <DayInput
            label={t('sales.pricing.validTo')}
            value={validTo}
            onChange={next => set({ validTo: next })}
          />
        </div>
        <Switch
          label={t('sales.pricing.isDefault')}
          checked={isDefault}
          onChange={event => set({ isDefault: event.currentTarget.checked })}
        />
        {list && (
          <Switch
            label={t('sales.pricing.inUse')}
            checked={active}
            onChange={event => set({ active: event.currentTarget.checked })}
          />
        )}
      </FormFrame>
    </Modal>
  )
}
