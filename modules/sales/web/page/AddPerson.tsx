import { Select } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { ReferencePicker } from '../../../../ui/form/ReferencePicker.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { dealContract } from '../../contract.ts'
import type { Opportunity } from '../opportunity.ts'
import { useAct } from '../use-act.ts'
import type { Involved } from './PeopleCard.tsx'
import { PeopleReferences } from './people-references.tsx'
import { type Role, roles } from './roles.ts'

const who: Field = { key: 'customer', kind: 'reference', references: 'person' }
const byName = 'name:'

type AddPersonProps = { opportunity: Opportunity; known: readonly Involved[]; onDone: () => void }

/** Adds a person among the customers, or a name as it is typed; the first role that nobody has is offered. */
export function AddPerson({ opportunity, known, onDone }: AddPersonProps) {
  const t = useT()
  const act = useAct()
  const entity = useEntity('opportunity')
  const [chosen, setChosen] = useState<string | null>(null)
  const [role, setRole] = useState<Role>(
    roles.find(one => !known.some(other => other.role === one)) ?? 'influences',
  )
  const [sending, setSending] = useState(false)
  const name = chosen?.startsWith(byName) ? chosen.slice(byName.length) : null
  const send = async () => {
    if (!chosen) return
    setSending(true)
    const answer = await act(
      dealContract.addInvolved,
      { params: { id: opportunity.id }, body: name ? { name, role } : { person: chosen, role } },
      t('sales.deal.people.added', { role: t(`sales.deal.people.role_.${role}`) }),
    )
    setSending(false)
    if (answer) onDone()
  }
  return (
    <PeopleReferences customer={opportunity.customer?.id ?? null}>
      <FormFrame
        onSend={send}
        ready={chosen !== null}
        sending={sending}
        act={t('sales.deal.people.add')}
        onCancel={onDone}
      >
        <ReferencePicker
          entity={entity}
          field={who}
          label={t('sales.deal.people.who')}
          value={chosen}
          onChange={value => setChosen(value as string | null)}
          referenceTitle={name ?? undefined}
          orTyped={{
            words: text => t('sales.deal.people.byName', { name: text }),
            take: text => setChosen(`${byName}${text.slice(0, 200)}`),
          }}
          autoFocus
        />
        <Select
          label={t('sales.deal.people.role')}
          data={roles.map(one => ({ value: one, label: t(`sales.deal.people.role_.${one}`) }))}
          value={role}
          allowDeselect={false}
          onChange={value => value && setRole(value as Role)}
        />
      </FormFrame>
    </PeopleReferences>
  )
}
