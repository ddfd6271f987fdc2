import { Checkbox, Modal, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCall } from '../../../../../platform/contract/hooks.ts'
import { useT } from '../../../../../platform/i18n/react.ts'
import { fieldOf } from '../../../../../ui/field/record.ts'
import { FieldEditor } from '../../../../../ui/form/FieldEditor.tsx'
import { FormFrame } from '../../../../../ui/form/FormFrame.tsx'
import { type Money, MoneyField } from '../../../../../ui/form/MoneyField.tsx'
import { Reading } from '../../../../../ui/shell/Reading.tsx'
import { useEntity } from '../../../../../ui/shell/session.tsx'
import { type Conversion, leadContract, salesContract } from '../../../contract.ts'
import { pathOf } from '../../opportunity.ts'
import type { Lead } from '../lead.ts'
import styles from '../leads.module.css'
import { useLeadAct } from '../use-lead-act.ts'
import { WhichCustomer } from './WhichCustomer.tsx'

type ConvertDialogProps = { lead: Lead; onClose: () => void }

/** Makes a customer and an opportunity of a lead: first who is there already, then both in one act. */
export function ConvertDialog({ lead, onClose }: ConvertDialogProps) {
  const t = useT()
  const candidates = useCall(leadContract.leadCandidates, { params: { id: lead.id } })
  const choices = useCall(salesContract.choices, {}, { staleTime: 60_000 })
  const reading = [candidates, choices].find(asked => !asked.isSuccess)
  return (
    <Modal opened onClose={onClose} size={560} title={t('sales.leads.convert.title', { name: lead.name })}>
      {reading || !candidates.data || !choices.data ? (
        <Reading of={reading ?? candidates} lines={6} />
      ) : (
        <Form lead={lead} onClose={onClose} hints={candidates.data.items} currency={choices.data.currency} />
      )}
    </Modal>
  )
}

type FormProps = ConvertDialogProps & {
  hints: Parameters<typeof WhichCustomer>[0]['hints']
  currency: string
}

function Form({ lead, onClose, hints, currency }: FormProps) {
  const t = useT()
  const { send, sending } = useConversion(lead)
  const [customer, setCustomer] = useState<string | null>(hints.length === 0 ? 'new' : null)
  const [withDeal, setWithDeal] = useState(true)
  const [name, setName] = useState(lead.company ?? lead.name)
  const [money, setMoney] = useState<Money>({ amount: null, currency })
  const [expectedClose, setExpectedClose] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const convert = () => {
    if (customer === null) return
    const opportunity = withDeal ? { name: name.trim(), ...money, expectedClose } : null
    void send({ customer, opportunity })
  }
  return (
    <FormFrame
      onSend={convert}
      ready={customer !== null && (!withDeal || (name.trim() !== '' && problem === null))}
      sending={sending}
      act={t('sales.leads.convert.act')}
      onCancel={onClose}
    >
      <WhichCustomer lead={lead} hints={hints} chosen={customer} onChoose={setCustomer} />
      <Checkbox
        label={t('sales.leads.convert.opportunity')}
        checked={withDeal}
        onChange={event => setWithDeal(event.currentTarget.checked)}
      />
      {withDeal && (
        <>
          <TextInput
            data-autofocus={hints.length === 0 || undefined}
            label={t('sales.leads.convert.name')}
            value={name}
            dir="auto"
            maxLength={300}
            onChange={event => setName(event.currentTarget.value)}
          />
          <MoneyField
            label={t('sales.leads.convert.amount')}
            value={money}
            onChange={setMoney}
            onProblem={setProblem}
            error={problem ? t(problem) : undefined}
          />
          <CloseDay value={expectedClose} onChange={setExpectedClose} />
        </>
      )}
      <p className={styles.quiet}>{t('sales.leads.convert.shares')}</p>
    </FormFrame>
  )
}

function CloseDay({ value, onChange }: { value: string | null; onChange: (day: string | null) => void }) {
  const t = useT()
  const entity = useEntity('opportunity')
  const field = fieldOf(entity, 'expectedClose')
  if (!field) return null
  return (
    <FieldEditor
      entity={entity}
      field={field}
      label={t('sales.leads.convert.close')}
      value={value}
      onChange={day => onChange(day as string | null)}
    />
  )
}

/** Converts and goes where it led: to the deal, else to the customer. */
function useConversion(lead: Lead) {
  const t = useT()
  const act = useLeadAct()
  const navigate = useNavigate()
  const [sending, setSending] = useState(false)
  const send = async (body: Conversion) => {
    setSending(true)
    const done = t('sales.leads.convert.done', { name: lead.company ?? lead.name })
    const answer = await act(leadContract.convertLead, { params: { id: lead.id }, body }, done)
    setSending(false)
    const { opportunity, customer } = answer?.data ?? {}
    if (opportunity) void navigate({ to: pathOf({ id: opportunity }) })
    else if (customer) void navigate({ to: `/customers/${customer}` })
  }
  return { send, sending }
}
