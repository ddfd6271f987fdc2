import { Autocomplete, Modal, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReplyOf } from '../../../../../platform/contract/endpoint.ts'
import { useCall } from '../../../../../platform/contract/hooks.ts'
import { useT } from '../../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../../ui/form/FormFrame.tsx'
import { Reading } from '../../../../../ui/shell/Reading.tsx'
import { quoteMailContract as api } from '../../../contract.ts'
import styles from '../quotes.module.css'
import { useMailAct } from './use-mail-act.ts'

type Mails = ReplyOf<typeof api.quoteMails>

type MailDialogProps = { quoteId: string; onDone: () => void }

/** Writes a mail that brings a quote: to whom, and in which words, which are offered in the language of the quote. */
export function MailDialog({ quoteId, onDone }: MailDialogProps) {
  const t = useT()
  const asked = useCall(api.quoteMails, { params: { id: quoteId } })
  return (
    <Modal opened onClose={onDone} size="lg" closeOnClickOutside={false} title={t('sales.quoteMail.title')}>
      <Reading of={asked} lines={7} />
      {asked.data && !asked.data.possible && <p>{t('sales.quoteMail.noneHint')}</p>}
      {asked.data?.possible && <MailForm quoteId={quoteId} mails={asked.data} onDone={onDone} />}
    </Modal>
  )
}

/** An address with the name before it, as mail programs show it. */
const shown = ({ name, address }: Mails['recipients'][number]) => `${name} <${address}>`

function MailForm({ quoteId, mails, onDone }: MailDialogProps & { mails: Mails }) {
  const t = useT()
  const act = useMailAct()
  const { recipients, letter, replyTo } = mails
  const [to, setTo] = useState(() => (recipients[0] ? shown(recipients[0]) : ''))
  const [subject, setSubject] = useState(letter.subject)
  const [typed, setTyped] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const known = recipients.find(one => shown(one) === to || one.address === to)
  const address = known?.address ?? /<([^<>]+)>\s*$/.exec(to)?.[1] ?? to.trim()
  const readable = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(address)
  // The greeting follows the recipient until somebody writes.
  const text = typed ?? `${known?.greeting ?? letter.greeting}\n\n${letter.body}`
  const send = async () => {
    setSending(true)
    const body = { to: address, name: known?.name ?? null, subject: subject.trim(), text }
    const answer = await act(api.mailQuote, { params: { id: quoteId }, body }, null)
    setSending(false)
    if (!answer) return
    // What is on its way is not taken back.
    act.tell(t('sales.quoteMail.queued'), null)
    onDone()
  }
  return (
    <FormFrame
      onSend={send}
      ready={readable && subject.trim() !== '' && text.trim() !== ''}
      byKey
      sending={sending}
      act={t('sales.quoteMail.send')}
      onCancel={onDone}
    >
      <Autocomplete
        data-autofocus={recipients.length === 0 || undefined}
        label={t('sales.quoteMail.to')}
        placeholder={t('sales.quoteMail.toHint')}
        data={[...new Set(recipients.map(shown))]}
        value={to}
        maxLength={460}
        limit={50}
        error={to !== '' && !readable && t('sales.quoteMail.noAddress')}
        onChange={setTo}
      />
      <TextInput
        label={t('sales.quoteMail.subject')}
        value={subject}
        dir="auto"
        maxLength={300}
        onChange={event => setSubject(event.currentTarget.value)}
      />
      <Textarea
        data-autofocus={recipients.length > 0 || undefined}
        label={t('sales.quoteMail.text')}
        value={text}
        dir="auto"
        maxLength={10_000}
        autosize
        minRows={7}
        maxRows={16}
        onChange={event => setTyped(event.currentTarget.value)}
      />
      <p className={styles.hint}>
        {t('sales.quoteMail.below')} {replyTo && t('sales.quoteMail.replies', { address: replyTo })}
      </p>
    </FormFrame>
  )
}
