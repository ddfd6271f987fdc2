import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { moneyOf } from '../../../../ui/field/parse.ts'
import { typedAmount } from '../../../../ui/form/FieldEditor.tsx'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import type { ForecastAdjustment } from '../../contract.ts'
import { shortMoney } from './Amount.tsx'
import type { About, Adjusting } from './use-adjustments.ts'

type AdjustFormProps = {
  of: About
  counting: ForecastAdjustment | null
  compare: number
  adjusting: Adjusting
  onDone: () => void
}

/** My own figure beside that of the sellers, with the reason; sent by Ctrl+Enter too. */
export function AdjustForm({ of, counting, compare, adjusting, onDone }: AdjustFormProps) {
  const t = useT()
  const format = useFormat()
  const { currency } = adjusting
  const [text, setText] = useState(() =>
    typedAmount(
      Math.round((counting?.currency === currency ? counting.amount : null) ?? compare),
      currency,
      format,
    ),
  )
  const [reason, setReason] = useState('')
  const [sending, setSending] = useState(false)
  const read = moneyOf(text.trim(), format.locale, currency)
  const amount = 'value' in read && text.trim() !== '' ? (read.value as number | null) : null
  const problem = text.trim() !== '' && 'problem' in read ? t(read.problem) : null
  const send = async (set: number | null) => {
    setSending(true)
    const isDone = await adjusting.set(of, { amount: set, reason: reason.trim(), seen: counting?.id ?? null })
    setSending(false)
    if (isDone) onDone()
  }
  return (
    <FormFrame
      byKey
      onSend={() => void send(amount)}
      ready={amount !== null && amount >= 0 && reason.trim() !== ''}
      sending={sending}
      aside={
        counting &&
        counting.amount !== null &&
        reason.trim() !== '' && (
          <TextLink onClick={() => void send(null)}>{t('sales.forecast.adjust.takeBack')}</TextLink>
        )
      }
    >
      <TextInput
        data-autofocus
        label={t('sales.forecast.adjust.amount')}
        description={t('sales.forecast.adjust.compare', {
          amount: shortMoney(format, { minor: compare, currency }),
        })}
        value={text}
        inputMode="decimal"
        dir="auto"
        maxLength={40}
        error={problem}
        onChange={event => setText(event.currentTarget.value)}
      />
      <Textarea
        label={t('sales.forecast.adjust.reason')}
        required
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
    </FormFrame>
  )
}
