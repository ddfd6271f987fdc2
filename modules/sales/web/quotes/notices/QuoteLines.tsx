import { Link } from '@tanstack/react-router'
import {
  CircleCheck,
  CircleX,
  Eye,
  type LucideIcon,
  MailWarning,
  Percent,
  ThumbsDown,
  ThumbsUp,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormat, useT } from '../../../../../platform/i18n/react.ts'
import { exactMoney, percentOf } from '../../rates.ts'
import type { Notice, WaitingApproval } from './use-notices.ts'

const icons: Record<Notice['kind'], LucideIcon> = {
  'approval-given': ThumbsUp,
  'approval-refused': ThumbsDown,
  looked: Eye,
  'mail-refused': MailWarning,
  accepted: CircleCheck,
  declined: CircleX,
}

/** What happened to a quote, in a sentence. */
export function NoticeLine({ notice: { kind, quote, by, at } }: { notice: Notice }) {
  const t = useT()
  const who = by ?? t('sales.quoteNotices.somebody')
  return (
    <Line icon={icons[kind]} quote={quote} at={at} words={<>{t(`sales.quoteNotices.${kind}`, { who })}</>} />
  )
}

/** Who asks for how much off what, and why. */
export function ApprovalLine({ approval }: { approval: WaitingApproval }) {
  const t = useT()
  const format = useFormat()
  const { quote, customer, askedBy, share, total, currency, note, askedAt } = approval
  const asks = t('sales.quoteNotices.asks', {
    name: askedBy.title ?? '–',
    percent: percentOf(share, format),
    total: exactMoney(total, currency, format),
  })
  return (
    <Line
      icon={Percent}
      quote={quote}
      at={askedAt}
      words={
        <>
          <bdi>{customer.title}</bdi> · {asks} {note && <q dir="auto">{note}</q>}
        </>
      }
    />
  )
}

type LineProps = {
  icon: LucideIcon
  quote: { id: string; title: string | null }
  at: string
  words: ReactNode
}

function Line({ icon: Icon, quote, at, words }: LineProps) {
  const t = useT()
  const format = useFormat()
  return (
    <li>
      <Icon size={15} strokeWidth={1.75} aria-hidden />
      <div>
        {quote.title === null ? (
          <span>{t('sales.quoteNotices.lost')}</span>
        ) : (
          <Link to="/quotes/$id" params={{ id: quote.id }}>
            <bdi>{quote.title}</bdi>
          </Link>
        )}
        {quote.title !== null && <p>{words}</p>}
      </div>
      <time dateTime={at} title={format.dateTime(at)}>
        {format.ago(at)}
      </time>
    </li>
  )
}
