import { Radio } from '@mantine/core'
import type { ReplyOf } from '../../../../../platform/contract/endpoint.ts'
import { useFormat, useT } from '../../../../../platform/i18n/react.ts'
import { Badge } from '../../../../../ui/theme/parts.tsx'
import type { leadContract } from '../../../contract.ts'
import type { Lead } from '../lead.ts'
import styles from '../leads.module.css'

type Hint = ReplyOf<typeof leadContract.leadCandidates>['items'][number]

type WhichCustomerProps = {
  lead: Lead
  hints: readonly Hint[]
  chosen: string | null
  onChoose: (customer: string) => void
}

const tones = { certain: 'red', likely: 'amber', possible: 'neutral' } as const

/** Who a lead may be already, the likeliest first, or somebody new. Nothing is chosen for the person where anybody is like it. */
export function WhichCustomer({ lead, hints, chosen, onChoose }: WhichCustomerProps) {
  const t = useT()
  const newName = t('sales.leads.convert.new', { name: lead.company ?? lead.name })
  if (hints.length === 0)
    return (
      <p>
        <b>{newName}</b>
        <br />
        <span className={styles.quiet}>{t('sales.leads.convert.nobody')}</span>
      </p>
    )
  return (
    <Radio.Group
      label={t('sales.leads.convert.who')}
      description={t('sales.leads.convert.likely')}
      value={chosen}
      onChange={onChoose}
    >
      <div className={styles.which}>
        {hints.map((hint, at) => (
          <Radio
            key={hint.customer.id}
            value={hint.customer.id}
            {...(at === 0 ? { 'data-autofocus': true } : {})}
            label={<HintWords hint={hint} />}
          />
        ))}
        <Radio value="new" label={newName} />
      </div>
    </Radio.Group>
  )
}

function HintWords({ hint: { customer, parts, words } }: { hint: Hint }) {
  const t = useT()
  const format = useFormat()
  const reasons = [
    ...new Set(parts.filter(part => part.weight >= 1 && part.field !== 'start').map(part => part.field)),
  ]
  const place = [customer.city, customer.owner && t('matching.form.owner', { owner: customer.owner })]
  return (
    <span className={styles.hint}>
      <span>
        <b>
          <bdi>{customer.name}</bdi>
        </b>{' '}
        <Badge tone={tones[words]}>{t(`matching.form.words.${words}`)}</Badge>
      </span>
      <small>
        {[
          ...place,
          reasons.length > 0 &&
            t('sales.leads.convert.because', {
              fields: format.list(reasons.map(field => t(`matching.field.${field}`))),
            }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </span>
  )
}
