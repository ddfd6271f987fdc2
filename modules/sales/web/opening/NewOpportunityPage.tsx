import { TextInput } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { fieldOf } from '../../../../ui/field/record.ts'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { type Money, MoneyField } from '../../../../ui/form/MoneyField.tsx'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { salesContract } from '../../contract.ts'
import { pathOf } from '../opportunity.ts'
import { SalesReferences } from '../references.tsx'
import styles from '../sales.module.css'
import { useAct } from '../use-act.ts'

/** A new opportunity: whose, what, how much, until when, and what comes next. */
export default function NewOpportunityPage() {
  const t = useT()
  const choices = useCall(salesContract.choices, {}, { staleTime: 60_000 })
  const title = t('sales.list.newTitle')
  const crumbs = (
    <>
      <Link to="/sales/opportunities">{t('entity.opportunity.$title')}</Link> / <b>{title}</b>
    </>
  )
  return (
    <SalesReferences>
      <Page title={title} crumbs={crumbs}>
        <div className={styles.opening}>
          <Card>
            {choices.data ? <Form currency={choices.data.currency} /> : <Reading of={choices} lines={6} />}
          </Card>
        </div>
      </Page>
    </SalesReferences>
  )
}

type Draft = { customer: string | null; name: string; expectedClose: string | null; nextStep: string }

function Form({ currency }: { currency: string }) {
  const t = useT()
  const act = useAct()
  const navigate = useNavigate()
  const entity = useEntity('opportunity')
  const asked = (useSearch({ strict: false }) as { customer?: unknown }).customer
  const [draft, setDraft] = useState<Draft>({
    customer: typeof asked === 'string' ? asked : null,
    name: '',
    expectedClose: null,
    nextStep: '',
  })
  const [money, setMoney] = useState<Money>({ amount: null, currency })
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const [customerField, closeField] = [fieldOf(entity, 'customer'), fieldOf(entity, 'expectedClose')]
  const set = (change: Partial<Draft>) => setDraft(before => ({ ...before, ...change }))
  const { customer, name } = draft
  const send = async () => {
    if (!customer) return
    setSending(true)
    const body = { ...draft, ...money, customer, nextStep: draft.nextStep.trim() || null }
    const answer = await act(salesContract.openOpportunity, { body }, t('sales.done.opened', { name }))
    setSending(false)
    if (answer) void navigate({ to: pathOf(answer.data) })
  }
  return (
    <FormFrame
      onSend={send}
      ready={customer !== null && name.trim() !== '' && problem === null}
      sending={sending}
      act={t('ui.create')}
      onCancel={() => void navigate({ to: '/sales/opportunities' })}
    >
      {customerField && (
        <FieldEditor
          entity={entity}
          field={customerField}
          label={t('entity.opportunity.customer')}
          value={customer}
          onChange={value => set({ customer: value as string | null })}
          autoFocus={customer === null}
        />
      )}
      <TextInput
        label={t('entity.opportunity.name')}
        value={name}
        dir="auto"
        maxLength={300}
        autoFocus={customer !== null}
        onChange={event => set({ name: event.currentTarget.value })}
      />
      <MoneyField
        label={t('entity.opportunity.amount')}
        value={money}
        onChange={setMoney}
        onProblem={setProblem}
        error={problem ? t(problem) : undefined}
      />
      {closeField && (
        <FieldEditor
          entity={entity}
          field={closeField}
          label={t('entity.opportunity.expectedClose')}
          value={draft.expectedClose}
          onChange={value => set({ expectedClose: value as string | null })}
        />
      )}
      <TextInput
        label={t('entity.opportunity.nextStep')}
        value={draft.nextStep}
        dir="auto"
        maxLength={300}
        onChange={event => set({ nextStep: event.currentTarget.value })}
      />
    </FormFrame>
  )
}
