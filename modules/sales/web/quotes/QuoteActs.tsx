import { Button, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, FileText, Link2, Mail, PhoneCall, Plus, Send, Trash2, Undo2 } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { apiBase } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import { type QuotePage, type QuoteVersion, quoteContract } from '../../contract.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import { LinkDialog, NewLinkDialog, type SentLink } from './LinkDialog.tsx'
import { MailDialog } from './mailing/MailDialog.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { SendDialog } from './SendDialog.tsx'
import { useQuoteAct } from './reads.ts'
import type { Draft } from './use-draft.ts'

type QuoteActsProps = { page: QuotePage; version: QuoteVersion; draft: Draft | null }

type Asking = 'send' | 'link' | 'mail' | 'withdraw' | 'answer'

/** What can be done with a quote: the main act last. */
export function QuoteActs({ page, version, draft }: QuoteActsProps) {
  const t = useT()
  const act = useQuoteAct()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [link, setLink] = useState<SentLink | null>(null)
  const params = { id: page.record.id }
  const close = () => setAsking(null)
  const tell = (told: SentLink) => {
    setAsking(null)
    setLink(told)
  }
  const isOpen = page.sent !== null && page.record['state'] === 'sent'
  const revise = () =>
    void act(quoteContract.writeDraft, { params, body: {} }, t('sales.quoting.did.versioned'))
  return (
    <>
      <PdfButton page={page} version={version} draft={draft} />
      {page.may.write && !page.draft && page.record['state'] !== 'accepted' && (
        <Button leftSection={<Plus size={14} aria-hidden />} onClick={revise}>
          {t('sales.quoting.newVersion')}
        </Button>
      )}
      {page.may.write && page.draft && (
        <Button
          variant="filled"
          leftSection={<Send size={14} aria-hidden />}
          disabled={!page.may.send}
          onClick={() => setAsking('send')}
        >
          {t('sales.quoting.send')}
        </Button>
      )}
      {page.may.write && (isOpen || page.draft) && <RareActs page={page} isOpen={isOpen} onAsk={setAsking} />}
      {asking === 'send' && draft && <SendDialog page={page} draft={draft} onSent={tell} onDone={close} />}
      {asking === 'link' && <NewLinkDialog page={page} onMade={tell} onDone={close} />}
      {link && (
        <LinkDialog
          link={link}
          quoteId={page.record.id}
          onMail={() => {
            setLink(null)
            setAsking('mail')
          }}
          onDone={() => setLink(null)}
        />
      )}
      {asking === 'mail' && <MailDialog quoteId={page.record.id} onDone={close} />}
      {asking === 'answer' && <AnswerDialog page={page} onDone={close} />}
      {asking === 'withdraw' && (
        <NoteDialog
          title={t('sales.quoting.withdrawTitle')}
          label={t('sales.quoting.reason')}
          act={t('sales.quoting.withdraw')}
          onDone={close}
          onSend={reason =>
            act(quoteContract.withdrawQuote, { params, body: { reason } }, t('sales.quoting.did.withdrawn'))
          }
        />
      )}
    </>
  )
}

/** The version as PDF beside the app; what was just typed is kept before. */
function PdfButton({ page, version, draft }: QuoteActsProps) {
  const t = useT()
  const href = `${apiBase}/quotes/${page.record.id}/versions/${version.id}/pdf`
  const openKept = (event: MouseEvent) => {
    if (!draft || draft.state === 'saved') return
    event.preventDefault()
    // Opened within the click, or the browser would not let it.
    const tab = window.open('', '_blank')
    void draft.keep().then(kept => (kept === null ? tab?.close() : tab?.location.assign(href)))
  }
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noreferrer"
      leftSection={<FileText size={14} aria-hidden />}
      onClick={openKept}
    >
      {t('sales.quoting.pdf')}
    </Button>
  )
}

type RareActsProps = { page: QuotePage; isOpen: boolean; onAsk: (asking: Asking) => void }

function RareActs({ page, isOpen, onAsk }: RareActsProps) {
  const t = useT()
  const act = useQuoteAct()
  const navigate = useNavigate()
  const drop = async () => {
    const answer = await act(
      quoteContract.removeDraft,
      { params: { id: page.record.id } },
      t('sales.quoting.did.dropped'),
    )
    if (answer && page.versions.length === 1) void navigate({ to: `/opportunities/${page.opportunity.id}` })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton aria-label={t('sales.quoting.more')}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {isOpen && (
          <>
            <Menu.Item leftSection={<Mail size={14} aria-hidden />} onClick={() => onAsk('mail')}>
              {t('sales.quoteMail.send')}
            </Menu.Item>
            <Menu.Item leftSection={<Link2 size={14} aria-hidden />} onClick={() => onAsk('link')}>
              {t('sales.quoting.newLink')}
            </Menu.Item>
            <Menu.Item leftSection={<PhoneCall size={14} aria-hidden />} onClick={() => onAsk('answer')}>
              {t('sales.quoting.writeAnswer')}
            </Menu.Item>
            <Menu.Item leftSection={<Undo2 size={14} aria-hidden />} onClick={() => onAsk('withdraw')}>
              {t('sales.quoting.withdraw')}
            </Menu.Item>
          </>
        )}
        {page.draft && (
          <Menu.Item leftSection={<Trash2 size={14} aria-hidden />} onClick={() => void drop()}>
            {t('sales.quoting.drop')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
