import { TextInput } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
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
import { customersContract } from '../../../customers/contract.ts'
import { salesContract } from '../../contract.ts'
import { SalesReferences } from '../references.tsx'
import styles from '../sales.module.css'
import { CustomerChoice } from './CustomerChoice.tsx'
import { useOpening, type Whose } from './use-opening.ts'

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

type Draft = { name: string; expectedClose: string | null; nextStep: string }

function Form({ currency }: { currency: string }) {
  const t = useT()
  const navigate = useNavigate()
  const entity = useEntity('opportunity')
  const { whose, setWhose, asked } = useWhose()
  const [draft, setDraft] = useState<Draft>({ name: '', expectedClose: null, nextStep: '' })
  const [money, setMoney] = useState<Money>({ amount: null, currency })
  const [problem, setProblem] = useState<string | null>(null)
  const { send, sending, follow } = useOpening(setWhose)
  const name = useRef<HTMLInputElement>(null)
  const closeField = fieldOf(entity, 'expectedClose')
  const set = (change: Partial<Draft>) => setDraft(before => ({ ...before, ...change }))
  const named = whose !== null && (!('draft' in whose) || whose.draft.name.trim() !== '')
  return (
    <FormFrame
      onSend={() => send(whose, { ...draft, ...money, nextStep: draft.nextStep.trim() || null })}
      ready={named && draft.name.trim() !== '' && problem === null}
      sending={sending}
      act={t('ui.create')}
      onCancel={() => void navigate({ to: '/sales/opportunities' })}
    >
      <CustomerChoice
        whose={whose}
        onChange={setWhose}
        autoFocus={asked === null}
        follow={follow}
        onChosen={() => name.current?.focus()}
      />
      <TextInput
        ref={name}
        label={t('entity.opportunity.name')}
        value={draft.name}
        dir="auto"
        maxLength={300}
        autoFocus={asked !== null}
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

/** Whose it is; who comes from a customer's page has said it already. */
function useWhose() {
  const said = (useSearch({ strict: false }) as { customer?: unknown }).customer
  const asked = typeof said === 'string' ? said : null
  const [whose, setWhose] = useState<Whose>(asked ? { id: asked, title: null } : null)
  const record = useCall(customersContract.get, { params: { id: asked ?? '' } }, { enabled: asked !== null })
  const shown =
    whose && 'id' in whose && whose.id === asked && record.data
      ? { id: whose.id, title: String(record.data['name'] ?? '') }
      : whose
  return { whose: shown, setWhose, asked }
}
