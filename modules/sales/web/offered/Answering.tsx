import { CircleCheck } from 'lucide-react'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { call, Problem } from '../../../../platform/contract/client.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { offerContract } from '../../contract.ts'
import type { Offer } from '../../contract/offers.ts'
import { exactMoney } from '../rates.ts'
import styles from './offered.module.css'

type AnsweringProps = { offer: Offer; token: string; onChanged: () => void }

/** What the customer says to it: yes with his name, or no with a reason if he likes. Where it was answered, what he said. */
export function Answering({ offer, token, onChanged }: AnsweringProps) {
  const t = useT()
  const format = useFormat()
  const [saying, setSaying] = useState<'yes' | 'no' | null>(null)
  if (offer.answer) return <Answered answer={offer.answer} />
  if (offer.superseded) return <p className={styles.note}>{t('sales.offered.superseded')}</p>
  const total = exactMoney(offer.totals.total, offer.currency, format)
  const back = () => setSaying(null)
  if (saying === 'yes') return <Accepting total={total} token={token} onBack={back} onChanged={onChanged} />
  if (saying === 'no') return <Declining token={token} onBack={back} onChanged={onChanged} />
  return (
    <div className={styles.answer}>
      <button type="button" className={styles.button} onClick={() => setSaying('no')}>
        {t('sales.offered.decline')}
      </button>
      <button type="button" className={styles.button} data-main onClick={() => setSaying('yes')}>
        {t('sales.offered.acceptFor', { total })}
      </button>
    </div>
  )
}

function Answered({ answer }: { answer: NonNullable<Offer['answer']> }) {
  const t = useT()
  const format = useFormat()
  return (
    <section className={styles.answered} data-verdict={answer.verdict} role="status">
      <CircleCheck size={22} aria-hidden />
      <div>
        <h2>{t(`sales.offered.${answer.verdict}`)}</h2>
        <p>{t(`sales.offered.${answer.verdict}At`, { at: format.dateTime(answer.at) })}</p>
      </div>
    </section>
  )
}

type SayingProps = { token: string; onBack: () => void; onChanged: () => void }

function Accepting({ total, token, onBack, onChanged }: SayingProps & { total: string }) {
  const t = useT()
  const id = useId()
  const [name, setName] = useState('')
  const send = () => call(offerContract.acceptOffer, { body: { token, name: name.trim() } })
  return (
    <SayingForm
      title={t('sales.offered.acceptFor', { total })}
      hint={t('sales.offered.acceptHint')}
      act={t('sales.offered.accept')}
      ready={name.trim() !== ''}
      send={send}
      onBack={onBack}
      onChanged={onChanged}
    >
      <label htmlFor={id}>{t('sales.offered.yourName')}</label>
      <input
        id={id}
        value={name}
        dir="auto"
        maxLength={200}
        autoComplete="name"
        autoFocus
        onChange={event => setName(event.currentTarget.value)}
      />
    </SayingForm>
  )
}

function Declining({ token, onBack, onChanged }: SayingProps) {
  const t = useT()
  const id = useId()
  const [reason, setReason] = useState('')
  const send = () => call(offerContract.declineOffer, { body: { token, reason: reason.trim() || null } })
  return (
    <SayingForm
      title={t('sales.offered.declineTitle')}
      hint={t('sales.offered.declineHint')}
      act={t('sales.offered.decline')}
      ready
      send={send}
      onBack={onBack}
      onChanged={onChanged}
    >
      <label htmlFor={id}>{t('sales.offered.reason')}</label>
      <textarea
        id={id}
        value={reason}
        dir="auto"
        rows={3}
        maxLength={2000}
        autoFocus
        onChange={event => setReason(event.currentTarget.value)}
      />
    </SayingForm>
  )
}

type SayingFormProps = {
  title: string
  hint: string
  act: string
  ready: boolean
  send: () => Promise<unknown>
  onBack: () => void
  onChanged: () => void
  children: ReactNode
}

function SayingForm({ title, hint, act, ready, send, onBack, onChanged, children }: SayingFormProps) {
  const t = useT()
  const [sending, setSending] = useState(false)
  const [failed, setFailed] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready || sending) return
    setSending(true)
    setFailed(false)
    try {
      await send()
      onChanged()
    } catch (problem) {
      setSending(false)
      // Somebody else answered, or there is a newer version: what holds now is shown.
      if (problem instanceof Problem && problem.status >= 400 && problem.status < 500) onChanged()
      else setFailed(true)
    }
  }
  return (
    <form className={styles.saying} onSubmit={event => void submit(event)}>
      <h2>{title}</h2>
      <p className={styles.hint}>{hint}</p>
      {children}
      {failed && <p role="alert">{t('sales.offered.failed')}</p>}
      <div className={styles.answer}>
        <button type="button" className={styles.button} onClick={onBack}>
          {t('sales.offered.back')}
        </button>
        <button type="submit" className={styles.button} data-main disabled={!ready || sending}>
          {act}
        </button>
      </div>
    </form>
  )
}
