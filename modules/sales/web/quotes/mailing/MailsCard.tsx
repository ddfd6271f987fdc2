import { useCall } from '../../../../../platform/contract/hooks.ts'
import type { Tone } from '../../../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../../../platform/i18n/react.ts'
import { useLive } from '../../../../../ui/shell/live.ts'
import { Badge, Card } from '../../../../../ui/theme/parts.tsx'
import { type QuoteMail, quoteMailContract } from '../../../contract.ts'
import styles from './mailing.module.css'

const read = [quoteMailContract.quoteMails]

/** What was mailed of a quote, and what became of it; nothing while nothing was. */
export function MailsCard({ quoteId }: { quoteId: string }) {
  const t = useT()
  const { data } = useCall(quoteMailContract.quoteMails, { params: { id: quoteId } })
  useLive(['quote', 'batch'], { invalidates: read })
  if (!data || data.items.length === 0) return null
  const title = t('sales.quoteMail.mails')
  return (
    <Card title={title} aria-label={title}>
      <ul className={styles.mails}>
        {data.items.map(mail => (
          <MailLine key={mail.id} mail={mail} />
        ))}
      </ul>
    </Card>
  )
}

type State = 'waiting' | 'sent' | 'failed' | 'unsure'

const tones: Record<State, Tone> = { waiting: 'blue', sent: 'accent', failed: 'red', unsure: 'amber' }

function stateOf({ sentAt, refused }: QuoteMail): State {
  if (sentAt) return 'sent'
  if (!refused) return 'waiting'
  return refused.why === 'interrupted' ? 'unsure' : 'failed'
}

function MailLine({ mail }: { mail: QuoteMail }) {
  const t = useT()
  const format = useFormat()
  const state = stateOf(mail)
  const at = mail.sentAt ?? mail.refused?.at ?? mail.askedAt
  return (
    <li>
      <div>
        <bdi>{mail.name ?? mail.to}</bdi>
        <small>
          {mail.name && (
            <>
              <bdi>{mail.to}</bdi> ·{' '}
            </>
          )}
          {t('sales.quoting.version', { number: format.number(mail.version) })} ·{' '}
          <time dateTime={at} title={format.dateTime(at)}>
            {format.ago(at)}
          </time>
        </small>
        {mail.refused && (
          <p>
            {t(`sales.quoteMail.why.${mail.refused.why}`)}{' '}
            {mail.refused.said && <q dir="ltr">{mail.refused.said}</q>}
          </p>
        )}
      </div>
      <Badge tone={tones[state]}>{t(`sales.quoteMail.${state}`)}</Badge>
    </li>
  )
}
