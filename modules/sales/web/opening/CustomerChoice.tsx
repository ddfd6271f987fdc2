import { useT } from '../../../../platform/i18n/react.ts'
import { fieldOf } from '../../../../ui/field/record.ts'
import { ReferencePicker } from '../../../../ui/form/ReferencePicker.tsx'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import type { NewCustomerDraft } from '../../../customers/web/index.ts'
import { NewCustomer } from './NewCustomer.tsx'
import type { Whose } from './use-opening.ts'

type CustomerChoiceProps = {
  whose: Whose
  onChange: (whose: Whose) => void
  autoFocus: boolean
  /** It is said whose it is, and one may go on. */
  onChosen: () => void
} & Pick<NewCustomerDraft, 'follow'>

/** Picks a customer, or begins a new one by the name that was looked for. */
export function CustomerChoice({ whose, onChange, autoFocus, onChosen, follow }: CustomerChoiceProps) {
  const t = useT()
  const may = useMay()
  const entity = useEntity('opportunity')
  const field = fieldOf(entity, 'customer')
  if (!field) return null
  if (whose && 'draft' in whose)
    return (
      <NewCustomer
        draft={whose.draft}
        onChange={draft => onChange({ draft })}
        onBack={() => onChange(null)}
        follow={follow}
        take={customer => {
          onChange(customer)
          onChosen()
        }}
      />
    )
  const begin = (text: string) => {
    onChange({ draft: { kind: 'organisation', name: text.slice(0, 200), email: '', phone: '' } })
    onChosen()
  }
  return (
    <ReferencePicker
      entity={entity}
      field={field}
      label={t('entity.opportunity.customer')}
      value={whose?.id ?? null}
      referenceTitle={whose?.title ?? undefined}
      onChange={id => onChange(typeof id === 'string' ? { id, title: null } : null)}
      autoFocus={autoFocus}
      {...(may('customers.write')
        ? { orTyped: { words: (name: string) => t('sales.deal.newCustomer.create', { name }), take: begin } }
        : {})}
    />
  )
}
