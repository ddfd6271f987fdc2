import { Button, Modal, Select } from '@mantine/core'
import { useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { Bones, Sentence } from '../../../../ui/theme/parts.tsx'
import { integrationContract } from '../../contract.ts'
import type { JoinedSystem } from '../../contract/connecting-shapes.ts'
import type { MakingDraft, MakingItem } from '../../contract/making.ts'
import { useSystemAct } from '../connect/use-system.ts'
import { sound } from './draft.ts'
import { MakingFields } from './MakingFields.tsx'
import styles from './making.module.css'

type MakingDialogProps = {
  system: JoinedSystem
  item: MakingItem
  objects: readonly { id: string; name: string }[]
  onClose: () => void
}

/** Which table takes records from here, and what its fields are filled with; the system is asked how it looks now. */
export function MakingDialog({ system, item, objects, onClose }: MakingDialogProps) {
  const t = useT()
  const [object, setObject] = useState(item.making?.object ?? objects[0]?.id ?? null)
  const params = { id: system.id, kind: item.kind }
  const look = useCall(
    integrationContract.lookAtMaking,
    { params, body: { object: object ?? '' } },
    { enabled: object !== null, staleTime: Number.POSITIVE_INFINITY },
  )
  const what = isolated(t(item.label))
  const named = { system: isolated(system.name), what }
  const stored = item.making && item.making.object === object ? item.making : null
  const draft = look.data ? startOf(look.data, stored) : null
  return (
    <Modal opened onClose={onClose} size="min(1080px, 96vw)" title={t('integration.making.dialog', named)}>
      <div className={styles.dialog}>
        <p className={styles.hint}>{t('integration.making.from')}</p>
        <Select
          label={t('integration.making.object')}
          data={objects.map(({ id, name }) => ({ value: id, label: name }))}
          value={object}
          allowDeselect={false}
          onChange={setObject}
          className={styles.narrow}
        />
        {look.isPending && <Bones lines={6} />}
        {look.data && !draft && (
          <Sentence
            tone="red"
            acts={<Button onClick={() => void look.refetch()}>{t('integration.making.again', named)}</Button>}
          >
            {look.data.failure?.said}
          </Sentence>
        )}
        {look.data && draft && (
          <MakingForm key={object} {...{ system, item, draft, onClose }} lines={look.data.lines} />
        )}
      </div>
    </Modal>
  )
}

type Look = ReplyOf<(typeof integrationContract)['lookAtMaking']>

/** What was said before, with the fields that the tables have now. */
function startOf({ draft, lines }: Look, stored: MakingItem['making']): MakingDraft | null {
  if (!stored) return draft
  const { version: _, ...kept } = stored
  const shape = draft?.shape ?? kept.shape
  const known = kept.lines
  const now = known && lines.find(({ object }) => object.name === known.object.name)
  return { ...kept, shape, lines: known ? { ...known, object: now?.object ?? known.object } : null }
}

type MakingFormProps = Pick<MakingDialogProps, 'system' | 'item' | 'onClose'> & {
  draft: MakingDraft
  lines: Look['lines']
}

function MakingForm({ system, item, draft: start, lines, onClose }: MakingFormProps) {
  const t = useT()
  const act = useSystemAct()
  const [draft, setDraft] = useState(start)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    const saved = await act(
      integrationContract.setMaking,
      {
        params: { id: system.id, kind: item.kind },
        body: sound(draft),
        ...(item.making ? { ifMatch: item.making.version } : {}),
      },
      t('integration.making.saved', { system: isolated(system.name) }),
    )
    setBusy(false)
    if (saved) onClose()
  }
  const ready = draft.oursField !== '' && draft.oursFrom !== ''
  return (
    <FormFrame onSend={() => void save()} ready={ready && !busy} sending={busy} onCancel={onClose}>
      <MakingFields {...{ system, item, draft, lines }} onChange={setDraft} />
    </FormFrame>
  )
}
