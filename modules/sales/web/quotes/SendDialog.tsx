import { Modal, Select } from '@mantine/core'
import { useState } from 'react'
import { languageNames, languages } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { type QuoteLanguage, type QuotePage, quoteContract } from '../../contract.ts'
import { DayInput } from '../DayInput.tsx'
import type { SentLink } from './LinkDialog.tsx'
import { useQuoteAct } from './reads.ts'
import styles from './quotes.module.css'
import type { Draft } from './use-draft.ts'

type SendDialogProps = { page: QuotePage; draft: Draft; onSent: (link: SentLink) => void; onDone: () => void }

/** Asks in which language and until when, and sends the draft; hears of the link, which is told once. */
export function SendDialog({ page, draft, onSent, onDone }: SendDialogProps) {
  const t = useT()
  const format = useFormat()
  const act = useQuoteAct()
  const [sending, setSending] = useState(false)
  const number = format.number(draft.version.number)
  const send = async () => {
    setSending(true)
    const version = await draft.keep()
    const answer =
      version === null
        ? undefined
        : await act(
            quoteContract.sendQuote,
            { params: { id: page.record.id }, body: {}, ifMatch: version },
            t('sales.quoting.did.sent'),
          )
    setSending(false)
    if (answer) onSent(answer.data)
  }
  return (
    <Modal opened onClose={onDone} title={t('sales.quoting.sendTitle', { number })}>
      <FormFrame
        onSend={send}
        ready={!draft.refused}
        sending={sending}
        act={t('sales.quoting.send')}
        onCancel={onDone}
      >
        <p className={styles.hint}>{t('sales.quoting.sendHint')}</p>
        <div className={styles.pair}>
          <Select
            label={t('sales.quoting.language')}
            data={languages.map(value => ({ value, label: languageNames[value] }))}
            value={draft.head.language}
            onChange={next => next && draft.setHead({ language: next as QuoteLanguage })}
          />
          <DayInput
            label={t('sales.quoting.validUntil')}
            value={draft.head.validUntil}
            required
            onChange={day => day && draft.setHead({ validUntil: day })}
          />
        </div>
        {draft.refused && (
          <p className={styles.refused} role="alert">
            {draft.refused}
          </p>
        )}
      </FormFrame>
    </Modal>
  )
}
