import { Button } from '@mantine/core'
import { CircleCheck, CircleX, Percent, Send } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { Tone } from '../../../../platform/entities/descriptor.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Sentence } from '../../../../ui/theme/parts.tsx'
import { type QuotePage, type QuoteVersion, quoteContract } from '../../contract.ts'
import { CloseDialog } from '../closing/CloseDialog.tsx'
import { percentOf } from '../rates.ts'
import { NoteDialog } from './NoteDialog.tsx'
import { useQuoteAct } from './reads.ts'
import type { Draft } from './use-draft.ts'

/** How a quote stands and what comes next, in words: above all for approvals and answers. */
export function StateSentences({ page, draft }: { page: QuotePage; draft: Draft | null }) {
  const open = page.versions.find(({ id }) => id === page.draft)
  const sent = page.versions.find(({ id }) => id === page.sent)
  return (
    <>
      {sent && <SentSentence page={page} sent={sent} />}
      {open && <ApprovalSentence page={page} version={open} draft={draft} />}
    </>
  )
}

function SentSentence({ page, sent }: { page: QuotePage; sent: QuoteVersion }) {
  const t = useT()
  const format = useFormat()
  const [winning, setWinning] = useState(false)
  const { answer } = sent
  if (page.record['state'] === 'withdrawn') return null
  if (!answer) {
    const lapsed = page.link !== null && !page.link.open
    return (
      <Sentence tone={lapsed ? 'amber' : 'violet'} icon={<Send size={16} aria-hidden />}>
        {t(`sales.quoting.${lapsed ? 'lapsed' : 'waiting'}`, {
          number: format.number(sent.number),
          sent: sent.sentAt ? format.relative(sent.sentAt) : '',
          day: format.date(sent.validUntil),
        })}
      </Sentence>
    )
  }
  const { id, title } = page.opportunity
  const won = answer.verdict === 'accepted'
  return (
    <Sentence
      tone={won ? 'accent' : 'red'}
      icon={won ? <CircleCheck size={16} aria-hidden /> : <CircleX size={16} aria-hidden />}
      acts={
        page.may.win && (
          <Button variant="filled" onClick={() => setWinning(true)}>
            {t('sales.quoting.win')}
          </Button>
        )
      }
    >
      <b>
        {t(`sales.quoting.${answer.verdict}`, {
          name: answer.name ?? t('sales.quoting.somebody'),
          at: format.dateTime(answer.at),
        })}
      </b>{' '}
      {answer.by && t('sales.quoting.writtenBy', { name: answer.by.title ?? '' })}{' '}
      {answer.reason && <bdi>“{answer.reason}”</bdi>}
      {winning && (
        <CloseDialog opportunity={{ id, name: title ?? '' }} outcome="won" onDone={() => setWinning(false)} />
      )}
    </Sentence>
  )
}

type ApprovalSentenceProps = { page: QuotePage; version: QuoteVersion; draft: Draft | null }

function ApprovalSentence({ page, version, draft }: ApprovalSentenceProps) {
  const t = useT()
  const format = useFormat()
  const act = useQuoteAct()
  const [asking, setAsking] = useState(false)
  const current = version.approvals.find(approval => approval.current)
  if (current) return <Decision page={page} approval={current} />
  if (!page.may.ask) return null
  const ask = async (note: string | null) => {
    if ((await draft?.keep()) === null) return undefined
    return act(
      quoteContract.askApproval,
      { params: { id: page.record.id }, body: { note } },
      t('sales.quoting.did.asked'),
    )
  }
  return (
    <Sentence
      tone="amber"
      icon={<Percent size={16} aria-hidden />}
      acts={
        <Button variant="filled" onClick={() => setAsking(true)}>
          {t('sales.quoting.ask')}
        </Button>
      }
    >
      {t('sales.quoting.needs', {
        percent: percentOf(version.totals.discountShare, format),
        limit: percentOf(page.may.limit, format),
      })}
      {asking && (
        <NoteDialog
          title={t('sales.quoting.ask')}
          label={t('sales.quoting.why')}
          act={t('sales.quoting.ask')}
          onSend={ask}
          onDone={() => setAsking(false)}
        />
      )}
    </Sentence>
  )
}

type Approval = QuoteVersion['approvals'][number]

const looks: Record<'asked' | 'approved' | 'refused', { tone: Tone; icon: ReactNode }> = {
  asked: { tone: 'amber', icon: <Percent size={16} aria-hidden /> },
  approved: { tone: 'blue', icon: <CircleCheck size={16} aria-hidden /> },
  refused: { tone: 'red', icon: <CircleX size={16} aria-hidden /> },
}

function Decision({ page, approval }: { page: QuotePage; approval: Approval }) {
  const t = useT()
  const format = useFormat()
  const word = approval.verdict ?? 'asked'
  const said = approval.verdict ? approval.decision : approval.note
  return (
    <Sentence
      {...looks[word]}
      acts={!approval.verdict && page.may.decide && <DecisionActs page={page} approval={approval} />}
    >
      <b>
        {t(`sales.quoting.is.${word}`, {
          name: (approval.verdict ? approval.decidedBy : approval.askedBy)?.title ?? '',
          percent: percentOf(approval.share, format),
        })}
      </b>{' '}
      {said && <bdi>“{said}”</bdi>}
    </Sentence>
  )
}

function DecisionActs({ page, approval }: { page: QuotePage; approval: Approval }) {
  const t = useT()
  const may = useMay()
  const act = useQuoteAct()
  const [refusing, setRefusing] = useState(false)
  if (!may('sales.approve')) return null
  const decide = (verdict: 'approved' | 'refused', note: string | null) =>
    act(
      quoteContract.decideApproval,
      { params: { id: page.record.id, childId: approval.id }, body: { verdict, note } },
      t(`sales.quoting.did.${verdict}`),
    )
  return (
    <>
      <Button onClick={() => setRefusing(true)}>{t('sales.quoting.refuse')}</Button>
      <Button variant="filled" onClick={() => void decide('approved', null)}>
        {t('sales.quoting.approve')}
      </Button>
      {refusing && (
        <NoteDialog
          title={t('sales.quoting.refuseTitle')}
          label={t('sales.quoting.reason')}
          act={t('sales.quoting.refuse')}
          required
          onSend={note => decide('refused', note)}
          onDone={() => setRefusing(false)}
        />
      )}
    </>
  )
}
