import { Modal, Select, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { type Territory, territoryContract as api } from '../../contract.ts'
import { useTerritoryAct } from './use-territory-act.ts'

const owner: Field = { key: 'owner', kind: 'reference', references: 'user' }
type Lists = Record<'countries' | 'postcodes' | 'tags', string[]>

type TerritoryDialogProps = {
  territory: Territory | null
  all: readonly Territory[]
  onDone: () => void
}

/** A new territory, or what is to be changed of one. */
export function TerritoryDialog({ territory, all, onDone }: TerritoryDialogProps) {
  const t = useT()
  const act = useTerritoryAct()
  const entity = useEntity('opportunity')
  const [name, setName] = useState(territory?.name ?? '')
  const [parent, setParent] = useState(territory?.parent ?? null)
  const [user, setUser] = useState(territory?.owner?.id ?? null)
  const [lists, setLists] = useState<Lists>({
    countries: territory?.rule.countries ?? [],
    postcodes: territory?.rule.postcodes ?? [],
    tags: territory?.rule.tags ?? [],
  })
  const [sending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    const body = { name: name.trim(), parent, rule: { ...territory?.rule, ...lists } }
    const saved = territory
      ? await act(
          api.changeTerritory,
          { params: { id: territory.id }, body, ifMatch: territory.version },
          t('sales.territories.done.changed'),
        )
      : await act(api.addTerritory, { body }, t('sales.territories.done.added'))
    if (saved && user !== (territory?.owner?.id ?? null))
      await act(api.giveTerritory, { params: { id: saved.data.id }, body: { user } }, null)
    setSending(false)
    if (saved) onDone()
  }
  const title = territory ? t('sales.territories.edit', { name: territory.name }) : t('sales.territories.add')
  return (
    <Modal opened onClose={onDone} title={title} size={460}>
      <FormFrame onSend={send} ready={name.trim() !== ''} sending={sending} onCancel={onDone}>
        <TextInput
          data-autofocus
          label={t('sales.territories.name')}
          value={name}
          dir="auto"
          maxLength={120}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Select
          label={t('sales.territories.parent')}
          data={all.filter(({ id }) => id !== territory?.id).map(one => ({ value: one.id, label: one.name }))}
          value={parent}
          onChange={setParent}
          clearable
          searchable
        />
        <FieldEditor
          entity={entity}
          field={owner}
          label={t('sales.territories.owner')}
          value={user}
          referenceTitle={territory?.owner?.name ?? undefined}
          onChange={value => setUser(typeof value === 'string' ? value : null)}
        />
        <TagsInput
          label={t('sales.territories.countries')}
          value={lists.countries}
          onChange={values =>
            setLists({
              ...lists,
              countries: values.map(one => one.trim().toUpperCase()).filter(one => /^[A-Z]{2}$/.test(one)),
            })
          }
        />
        <TagsInput
          label={t('sales.territories.postcodes')}
          value={lists.postcodes}
          onChange={postcodes => setLists({ ...lists, postcodes })}
        />
        <TagsInput
          label={t('sales.territories.tags')}
          value={lists.tags}
          onChange={tags => setLists({ ...lists, tags })}
        />
      </FormFrame>
    </Modal>
  )
}
