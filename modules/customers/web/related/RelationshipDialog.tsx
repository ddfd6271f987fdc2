import { Autocomplete, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { customersContract } from '../../contract.ts'
import { WithReferences } from '../references.tsx'
import { useAct } from '../use-act.ts'
import type { Relationship } from './Relationships.tsx'
import styles from './related.module.css'
import { roleWords, rolesOfKind, reverseRoleOf, tieKinds, type TieKind } from './tie-roles.ts'

type Values = {
  otherId: string | null
  kind: TieKind
  role: string
  title: string
  fromDate: string | null
  toDate: string | null
}

type DialogProps = {
  customer: { id: string; kind: string }
  tie: Relationship | null
  onClose: () => void
}

const other: Field = { key: 'customer', kind: 'reference', references: 'customer' }

/** Ties another customer to this one, or changes role and dates. */
export function RelationshipDialog(props: DialogProps) {
  const { tie, onClose } = props
  const t = useT()
  const task = useEntity('task')
  const { values, change, save, saving, ready } = useRelationship(props)
  return (
    <Modal opened onClose={onClose} title={t(tie ? 'customers.tie.change' : 'customers.tie.add')} size={460}>
      <WithReferences>
        <FormFrame onSend={save} ready={ready} sending={saving} onCancel={onClose}>
          {tie ? (
            <p className={styles.name}>
              <bdi>{tie.otherName}</bdi>
            </p>
          ) : (
            <>
              <FieldEditor
                entity={task}
                field={other}
                value={values.otherId}
                onChange={value => change({ otherId: value as string | null })}
                label={t('customers.tie.other')}
                autoFocus
                required
              />
              <KindAndRole values={values} onChange={change} />
            </>
          )}
          {tie && <RoleField values={values} onChange={change} />}
          <TextInput
            label={t('customers.tie.titleLabel')}
            placeholder={t('customers.tie.titleExample')}
            value={values.title}
            maxLength={200}
            dir="auto"
            onChange={event => change({ title: event.currentTarget.value })}
          />
          <Dates values={values} onChange={change} />
        </FormFrame>
      </WithReferences>
    </Modal>
  )
}

type PartProps = { values: Values; onChange: (part: Partial<Values>) => void }

function KindAndRole(props: PartProps) {
  const t = useT()
  const { values, onChange } = props
  return (
    <div className={styles.pair}>
      <Select
        label={t('customers.tie.kindLabel')}
        data={tieKinds.map(kind => ({ value: kind, label: t(`customers.tie.kind.${kind}`) }))}
        value={values.kind}
        allowDeselect={false}
        onChange={kind =>
          kind && onChange({ kind: kind as TieKind, role: rolesOfKind(kind as TieKind)[0] ?? '' })
        }
      />
      <RoleField {...props} />
    </div>
  )
}

/** The usual roles are offered; any other words may be typed. */
function RoleField({ values, onChange }: PartProps) {
  const t = useT()
  const offered = rolesOfKind(values.kind).map(role => ({ role, words: roleWords(role, t) }))
  return (
    <Autocomplete
      size="xs"
      label={t('customers.tie.roleLabel')}
      data={offered.map(({ words }) => words)}
      filter={({ options }) => options}
      value={roleWords(values.role, t)}
      maxLength={100}
      onChange={words => onChange({ role: offered.find(one => one.words === words)?.role ?? words })}
    />
  )
}

function Dates({ values, onChange }: PartProps) {
  const t = useT()
  const entity = useEntity('task')
  return (
    <div className={styles.pair}>
      {(['fromDate', 'toDate'] as const).map(key => (
        <FieldEditor
          key={key}
          entity={entity}
          field={{ key, kind: 'date' }}
          value={values[key]}
          onChange={value => onChange({ [key]: value as string | null })}
          label={t(`customers.tie.${key}`)}
        />
      ))}
    </div>
  )
}

function useRelationship({ customer, tie, onClose }: DialogProps) {
  const t = useT()
  const act = useAct()
  const [values, setValues] = useState<Values>(() => ({
    otherId: tie?.otherId ?? null,
    kind: (tie?.kind as TieKind | undefined) ?? 'employment',
    role: tie?.role ?? (customer.kind === 'person' ? 'employer' : 'employee'),
    title: tie?.title ?? '',
    fromDate: tie?.fromDate ?? null,
    toDate: tie?.toDate ?? null,
  }))
  const [saving, setSaving] = useState(false)
  const ready = values.otherId !== null && values.role.trim() !== ''
  const save = async () => {
    if (!values.otherId) return
    setSaving(true)
    const shared = {
      role: values.role.trim(),
      title: values.title.trim() || null,
      fromDate: values.fromDate,
      toDate: values.toDate,
    }
    const answer = tie
      ? await act(
          customersContract.changeRelationship,
          { params: { id: tie.customerId, childId: tie.id }, body: shared, ifMatch: tie.version },
          t('customers.done.tieChanged'),
        )
      : await act(
          customersContract.addRelationship,
          {
            params: { id: customer.id },
            body: { ...shared, otherId: values.otherId, kind: values.kind, ...reverseRoleOf(shared.role) },
          },
          t('customers.done.tieAdded'),
        )
    setSaving(false)
    if (answer) onClose()
  }
  const change = (part: Partial<Values>) => setValues(before => ({ ...before, ...part }))
  return { values, change, save, saving, ready }
}
