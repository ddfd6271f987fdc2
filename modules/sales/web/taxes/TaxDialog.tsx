import { Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { dayOf } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { productContract, type TaxCategory } from '../../contract.ts'
import { taxCategories } from '../../contract/product-shapes.ts'
import { DayInput } from '../DayInput.tsx'
import styles from '../pricing.module.css'
import { readPercent } from '../rates.ts'
import { useAct } from '../use-act.ts'

/** What the tax is from a day on. */
export function TaxDialog({ onDone }: { onDone: () => void }) {
  const t = useT()
  const format = useFormat()
  const act = useAct()
  const [country, setCountry] = useState('')
  const [category, setCategory] = useState<TaxCategory>('standard')
  const [percent, setPercent] = useState('')
  const [validFrom, setValidFrom] = useState<string | null>(() => dayOf(new Date(), format.timeZone))
  const [reason, setReason] = useState('')
  const [sending, setSending] = useState(false)
  const rate = readPercent(percent, format.locale)
  const code = country.trim().toUpperCase()
  const send = async () => {
    if (rate === null || !validFrom) return
    setSending(true)
    const body = { country: code, category, validFrom, rate, reason: reason.trim() || null }
    const answer = await act(productContract.addTaxRate, { body }, t('sales.pricing.done.taxAdded'))
    setSending(false)
    if (answer) onDone()
  }
  return (
    <Modal opened onClose={onDone} title={t('sales.pricing.newTax')}>
      <FormFrame
        onSend={send}
        ready={/^[A-Z]{2}$/.test(code) && rate !== null && validFrom !== null}
        sending={sending}
        onCancel={onDone}
      >
        <div className={styles.dates}>
          <TextInput
            label={t('sales.pricing.countryCode')}
            value={country}
            maxLength={2}
            data-autofocus
            onChange={event => setCountry(event.currentTarget.value)}
          />
          <Select
            label={t('sales.pricing.taxCategory')}
            data={taxCategories.map(value => ({ value, label: t(`entity.product.taxCategory.${value}`) }))}
            value={category}
            onChange={next => next && setCategory(next)}
          />
        </div>
        <div className={styles.dates}>
          <TextInput
            label={t('sales.pricing.taxRate')}
            value={percent}
            inputMode="decimal"
            maxLength={10}
            error={percent !== '' && rate === null ? t('ui.form.notNumber') : null}
            onChange={event => setPercent(event.currentTarget.value)}
          />
          <DayInput label={t('sales.pricing.taxFrom')} value={validFrom} onChange={setValidFrom} required />
        </div>
        {rate === 0 && (
          <TextInput
            label={t('sales.pricing.taxReason')}
            value={reason}
            dir="auto"
            maxLength={300}
            onChange={event => setReason(event.currentTarget.value)}
          />
        )}
      </FormFrame>
    </Modal>
  )
}
