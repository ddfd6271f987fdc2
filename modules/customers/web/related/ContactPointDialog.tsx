import { Checkbox, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { customersContract, type ContactPointInput } from '../../contract.ts'
import { useAct } from '../use-act.ts'
import type { ContactPoint } from './ContactPoints.tsx'
import styles from './related.module.css'

type Kind = ContactPointInput['kind']
const kinds: readonly Kind[] = ['phone', 'email', 'address', 'web']
const addressParts = ['lines', 'postcode', 'city', 'region', 'country'] as const
type Address = Partial<Record<(typeof addressParts)[number], string>>

type Values = { kind: Kind; value: string; label: string; primary: boolean; address: Address }

type DialogProps = { customerId: string; point: ContactPoint | null; onClose: () => void }

/** Adds or changes an address, number or site. */
export function ContactPointDialog({ customerId, point, onClose }: DialogProps) {
  const t = useT()
  const { values, change, save, saving, ready } = useContactPoint({ customerId, point, onClose })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(point ? 'customers.contact.change' : 'customers.contact.add')}
      size={440}
    >
      <FormFrame onSend={save} ready={ready} sending={saving} onCancel={onClose}>
        {!point && (
          <SegmentedControl
            fullWidth
            size="xs"
            data={kinds.map(kind => ({ value: kind, label: t(`customers.contact.kind.${kind}`) }))}
            value={values.kind}
            onChange={kind => change({ kind: kind as Kind })}
            aria-label={t('customers.contact.kindLabel')}
          />
        )}
        {values.kind === 'address' ? (
          <AddressFields address={values.address} onAddress={address => change({ address })} />
        ) : (
          <TextInput
            data-autofocus
            label={t(`customers.contact.kind.${values.kind}`)}
            value={values.value}
            maxLength={1000}
            dir={values.kind === 'phone' ? 'ltr' : 'auto'}
            inputMode={({ phone: 'tel', email: 'email', web: 'url' } as const)[values.kind]}
            onChange={event => change({ value: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t('customers.contact.labelLabel')}
          placeholder={t('customers.contact.labelExample')}
          value={values.label}
          maxLength={60}
          dir="auto"
          onChange={event => change({ label: event.currentTarget.value })}
        />
        <Checkbox
          label={t('customers.contact.isPrimary')}
          checked={values.primary}
          disabled={point?.primary ?? false}
          onChange={event => change({ primary: event.currentTarget.checked })}
        />
      </FormFrame>
    </Modal>
  )
}

function AddressFields({ address, onAddress }: { address: Address; onAddress: (address: Address) => void }) {
  const t = useT()
  return (
    <div className={styles.address}>
      {addressParts.map((part, at) => (
        <TextInput
          key={part}
          data-part={part}
          data-autofocus={at === 0 || undefined}
          label={t(`customers.contact.address.${part}`)}
          value={address[part] ?? ''}
          maxLength={part === 'lines' ? 500 : 100}
          dir="auto"
          onChange={event => onAddress({ ...address, [part]: event.currentTarget.value })}
        />
      ))}
    </div>
  )
}

function useContactPoint({ customerId, point, onClose }: DialogProps) {
  const t = useT()
  const act = useAct()
  const [values, setValues] = useState<Values>(() => valuesOf(point))
  const [saving, setSaving] = useState(false)
  const ready =
    values.kind === 'address'
      ? addressParts.some(part => values.address[part]?.trim())
      : values.value.trim() !== ''
  const save = async () => {
    setSaving(true)
    const body = bodyOf(values)
    const answer = point
      ? await act(
          customersContract.changeContactPoint,
          { params: { id: point.customerId, childId: point.id }, body, ifMatch: point.version },
          t('customers.done.contactChanged'),
        )
      : await act(
          customersContract.addContactPoint,
          { params: { id: customerId }, body: { ...body, kind: values.kind } },
          t('customers.done.contactAdded'),
        )
    setSaving(false)
    if (answer) onClose()
  }
  const change = (part: Partial<Values>) => setValues(before => ({ ...before, ...part }))
  return { values, change, save, saving, ready }
}

function valuesOf(point: ContactPoint | null): Values {
  return {
    kind: (point?.kind as Kind | undefined) ?? 'phone',
    value: point ? (point.problem ? (point.given ?? point.value) : point.value) : '',
    label: point?.label ?? '',
    primary: point?.primary ?? false,
    address: (point?.address as Address | null | undefined) ?? {},
  }
}

function bodyOf(values: Values) {
  const filled = Object.fromEntries(
    addressParts.map(part => [part, values.address[part]?.trim() || null]),
  ) as Record<(typeof addressParts)[number], string | null>
  return {
    ...(values.kind === 'address' ? { address: filled } : { value: values.value.trim() }),
    label: values.label.trim() || null,
    ...(values.primary ? { primary: true } : {}),
  }
}
