import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { Avatar, Badge } from '../../../../ui/theme/parts.tsx'
import type { NewCustomerDraft } from '../../../customers/web/index.ts'
import { type Hint, matchingContract } from '../../contract.ts'
import styles from './hints.module.css'
import { useAddTo } from './use-add-to.ts'

const tones = { certain: 'red', likely: 'amber', possible: 'neutral' } as const
type Say = 'same' | 'different' | null

type HintItemProps = { hint: Hint } & Pick<NewCustomerDraft, 'values' | 'follow' | 'take'>

/** One customer that the draft may be, why, and what can be done about it. */
export function HintItem({ hint, values, follow, take }: HintItemProps) {
  const t = useT()
  const format = useFormat()
  const { customer } = hint
  const reasons = [
    ...new Set(hint.parts.filter(part => part.weight >= 1 && part.field !== 'start').map(part => part.field)),
  ]
  const place = [customer.city, customer.owner && t('matching.form.owner', { owner: customer.owner })].filter(
    Boolean,
  )
  return (
    <li className={styles.hint}>
      <div className={styles.who}>
        <Avatar
          name={customer.name}
          id={customer.id}
          shape={customer.kind === 'organisation' ? 'square' : (undefined as never)}
        />
        <div>
          <Link to={`/customers/${customer.id}`} dir="auto">
            {customer.name}
          </Link>
          <p>{place.join(' · ')}</p>
        </div>
        <Badge tone={tones[hint.words]}>{t(`matching.form.words.${hint.words}`)}</Badge>
      </div>
      {reasons.length > 0 && (
        <p className={styles.because}>
          {t('matching.form.because', {
            fields: format.list(reasons.map(field => t(`matching.field.${field}`))),
          })}
        </p>
      )}
      <Acts hint={hint} values={values} follow={follow} {...(take ? { take } : {})} />
    </li>
  )
}

function Acts({ hint, values, follow, take }: HintItemProps) {
  const t = useT()
  const may = useMay()
  const [said, say] = useState<Say>(null)
  const [reason, setReason] = useState('')
  const addTo = useAddTo()
  const { id, name } = hint.customer
  useSaid({ id, said, reason, follow })
  const mayDecide = may('matching.decide')
  return (
    <>
      <div className={styles.acts}>
        <Button size="compact-sm" onClick={() => (take ? take({ id, title: name }) : void addTo(id, values))}>
          {t(take ? 'matching.form.take' : 'matching.form.addTo', { name })}
        </Button>
        {mayDecide && (
          <>
            <Button
              size="compact-sm"
              variant={said === 'same' ? 'filled' : 'default'}
              aria-pressed={said === 'same'}
              onClick={() => say(said === 'same' ? null : 'same')}
            >
              {t(said === 'same' ? 'matching.form.linkingAfter' : 'matching.form.linkAfter')}
            </Button>
            <Button
              size="compact-sm"
              variant={said === 'different' ? 'filled' : 'default'}
              aria-pressed={said === 'different'}
              onClick={() => say(said === 'different' ? null : 'different')}
            >
              {t(said === 'different' ? 'matching.form.keptApart' : 'matching.form.different')}
            </Button>
          </>
        )}
      </div>
      {said === 'different' && (
        <TextInput
          size="xs"
          value={reason}
          maxLength={1000}
          placeholder={t('matching.form.differentReason')}
          aria-label={t('matching.form.differentReason')}
          onChange={event => setReason(event.currentTarget.value)}
        />
      )}
    </>
  )
}

/** What was said about the two becomes a decision once the new one is there. */
function useSaid({
  id,
  said,
  reason,
  follow,
}: {
  id: string
  said: Say
  reason: string
  follow: NewCustomerDraft['follow']
}) {
  const tellProblem = useTellProblem()
  useEffect(() => {
    follow(
      id,
      said &&
        (async otherId => {
          const body = { verdict: said, ...(reason ? { reason } : {}) }
          // The new customer is saved by now, whatever becomes of the link.
          await call(matchingContract.decide, { params: { id, otherId }, body }).catch(tellProblem)
        }),
    )
    return () => follow(id, null)
  }, [id, said, reason, follow, tellProblem])
}
