import { Button, CopyButton, Modal } from '@mantine/core'
import { Check, Copy, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { type QuotePage, quoteContract } from '../../contract.ts'
import { MailButton } from './mailing/MailButton.tsx'
import { useQuoteAct } from './reads.ts'
import styles from './quotes.module.css'

/** How a customer comes to a quote: told once, when it was sent or a new link was made. */
export type SentLink = { path: string; number: string }

type NewLinkDialogProps = { page: QuotePage; onMade: (link: SentLink) => void; onDone: () => void }

/** Makes a new link to what was sent; those before it stop working. */
export function NewLinkDialog({ page, onMade, onDone }: NewLinkDialogProps) {
  const t = useT()
  const act = useQuoteAct()
  const [sending, setSending] = useState(false)
  const make = async () => {
    setSending(true)
    const answer = await act(quoteContract.makeLink, { params: { id: page.record.id } }, null)
    setSending(false)
    if (answer) onMade(answer.data)
  }
  return (
    <Modal opened onClose={onDone} title={t('sales.quoting.newLink')}>
      <FormFrame onSend={make} ready sending={sending} act={t('sales.quoting.newLink')} onCancel={onDone}>
        <p className={styles.hint}>{t('sales.quoting.newLinkHint')}</p>
      </FormFrame>
    </Modal>
  )
}

type LinkDialogProps = { link: SentLink; quoteId: string; onMail: () => void; onDone: () => void }

/** The link for the customer. It closes by its button only, because it is not told again. */
export function LinkDialog({ onDone, ...parts }: LinkDialogProps) {
  const t = useT()
  return (
    <Modal opened onClose={onDone} closeOnClickOutside={false} title={t('sales.quoting.sentTitle')}>
      <LinkToCustomer {...parts} onDone={onDone} />
    </Modal>
  )
}

/** The address for the customer: to copy, to be mailed, to look at. */
function LinkToCustomer({ link, quoteId, onMail, onDone }: LinkDialogProps) {
  const t = useT()
  const address = new URL(link.path, window.location.origin).href
  return (
    <div className={styles.link}>
      <code dir="ltr">{address}</code>
      <div className={styles.linkActs}>
        <CopyButton value={address} timeout={3000}>
          {({ copied, copy }) => (
            <Button
              variant="filled"
              data-autofocus
              leftSection={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
              onClick={copy}
            >
              <span aria-live="polite">{t(copied ? 'sales.quoting.copied' : 'sales.quoting.copy')}</span>
            </Button>
          )}
        </CopyButton>
        <MailButton quoteId={quoteId} onOpen={onMail} />
        <Button
          component="a"
          href={address}
          target="_blank"
          rel="noreferrer"
          leftSection={<ExternalLink size={14} aria-hidden />}
        >
          {t('sales.quoting.openLink')}
        </Button>
      </div>
      <p className={styles.hint}>{t('sales.quoting.linkOnce')}</p>
      <div className={styles.linkEnd}>
        <Button onClick={onDone}>{t('sales.quoting.done')}</Button>
      </div>
    </div>
  )
}
