import { Button, CopyButton, Modal } from '@mantine/core'
import { Check, Copy, ExternalLink, Mail } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { type QuotePage, quoteContract } from '../../contract.ts'
import { useQuoteAct } from './reads.ts'
import styles from './quotes.module.css'

/** Makes a new link to what was sent; those before it stop working. */
export function LinkDialog({ page, onDone }: { page: QuotePage; onDone: () => void }) {
  const t = useT()
  const act = useQuoteAct()
  const [sending, setSending] = useState(false)
  const [made, setMade] = useState<{ path: string; number: string } | null>(null)
  const make = async () => {
    setSending(true)
    const answer = await act(quoteContract.makeLink, { params: { id: page.record.id } }, null)
    setSending(false)
    if (answer) setMade(answer.data)
  }
  const title = String(page.record['title'] ?? '')
  return (
    <Modal opened onClose={onDone} title={made ? t('sales.quoting.sentTitle') : t('sales.quoting.newLink')}>
      {made ? (
        <LinkToCustomer {...made} title={title} onDone={onDone} />
      ) : (
        <FormFrame onSend={make} ready sending={sending} act={t('sales.quoting.newLink')} onCancel={onDone}>
          <p className={styles.hint}>{t('sales.quoting.newLinkHint')}</p>
        </FormFrame>
      )}
    </Modal>
  )
}

type LinkToCustomerProps = { path: string; number: string; title: string; onDone: () => void }

/** The address for the customer: to copy, to put into a mail, to look at. */
export function LinkToCustomer({ path, number, title, onDone }: LinkToCustomerProps) {
  const t = useT()
  const address = new URL(path, window.location.origin).href
  const subject = encodeURIComponent(`${number} ${title}`)
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
        <Button
          component="a"
          href={`mailto:?subject=${subject}&body=${encodeURIComponent(address)}`}
          leftSection={<Mail size={14} aria-hidden />}
        >
          {t('sales.quoting.mail')}
        </Button>
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
