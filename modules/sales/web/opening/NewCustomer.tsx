import { SegmentedControl, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import { Label, TextLink } from '../../../../ui/theme/parts.tsx'
import { newCustomerBeside, type NewCustomerDraft } from '../../../customers/web/index.ts'
import styles from '../sales.module.css'

/** A customer that is there once the opportunity is opened. */
export type CustomerDraft = { kind: 'person' | 'organisation'; name: string; email: string; phone: string }

type NewCustomerProps = {
  draft: CustomerDraft
  onChange: (draft: CustomerDraft) => void
  onBack: () => void
} & Required<Pick<NewCustomerDraft, 'follow' | 'take'>>

const inputTypes = { name: 'text', email: 'email', phone: 'tel' } as const

/** The new customer of a new opportunity, with whom it may be that is known already. */
export function NewCustomer({ draft, onChange, onBack, follow, take }: NewCustomerProps) {
  const t = useT()
  const heading = useId()
  const { kind, ...values } = draft
  return (
    <div role="group" aria-labelledby={heading} className={styles.newCustomer}>
      <div className={styles.newHead}>
        <span id={heading}>
          <Label>{t('sales.deal.newCustomer.kind')}</Label>
        </span>
        <TextLink onClick={onBack}>{t('sales.deal.newCustomer.back')}</TextLink>
      </div>
      <SegmentedControl
        size="xs"
        data={(['organisation', 'person'] as const).map(value => ({
          value,
          label: t(`entity.customer.kind.${value}`),
        }))}
        value={kind}
        onChange={value => onChange({ ...draft, kind: value as CustomerDraft['kind'] })}
        aria-label={t('entity.customer.kind')}
      />
      {(['name', 'email', 'phone'] as const).map(key => (
        <TextInput
          key={key}
          type={inputTypes[key]}
          label={t(`entity.customer.${key}`)}
          value={draft[key]}
          dir="auto"
          maxLength={200}
          onChange={event => onChange({ ...draft, [key]: event.currentTarget.value })}
        />
      ))}
      <SlotOutlet of={newCustomerBeside} props={{ kind, values, follow, take }} />
    </div>
  )
}
