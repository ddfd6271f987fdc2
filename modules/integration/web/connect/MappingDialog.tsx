import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { Bones } from '../../../../ui/theme/parts.tsx'
import { integrationContract } from '../../contract.ts'
import type { Joined, JoinedSystem } from '../../contract/connecting-shapes.ts'
import { DocumentFields } from './DocumentFields.tsx'
import { type FieldLook, hasName, MappingTable } from './MappingTable.tsx'
import { useSystemAct } from './use-system.ts'

type MappingDialogProps = { system: JoinedSystem; object: Joined; may: boolean; onClose: () => void }

/** What is done with the fields of an object that is joined, to be looked at or changed. */
export function MappingDialog({ system, object, may, onClose }: MappingDialogProps) {
  const t = useT()
  const act = useSystemAct()
  const [mapping, setMapping] = useState(object.mapping)
  const [document, setDocument] = useState(object.document)
  const [busy, setBusy] = useState(false)
  const kinds = useCall(
    integrationContract.systemKinds,
    {},
    { enabled: may, staleTime: Number.POSITIVE_INFINITY },
  )
  const fields = useFields(system, object, may)
  const save = async () => {
    setBusy(true)
    const saved = await act(
      integrationContract.changeObject,
      {
        params: { id: object.id },
        body: { mapping, ...(document ? { document } : {}) },
        ifMatch: object.version,
      },
      t(object.role === 'customer' ? 'integration.system.mappingSaved' : 'integration.system.saved'),
    )
    setBusy(false)
    if (saved) onClose()
  }
  const sound = mapping.length > 0 && (object.role === 'document' || hasName(mapping))
  const targets = kinds.data?.targets ?? []
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(1080px, 96vw)"
      title={`${t('integration.system.edit')}: ${object.name}`}
    >
      <FormFrame
        onSend={() => void save()}
        ready={may && sound && !busy}
        sending={busy}
        onCancel={onClose}
        aside={sound ? null : <p role="alert">{t('errors.integration.no-name')}</p>}
      >
        {may && !kinds.data ? (
          <Bones lines={6} />
        ) : document ? (
          <DocumentFields
            fields={fields}
            document={document}
            mapping={mapping}
            usual={object.mapping[0]}
            onDocument={setDocument}
            onMapping={setMapping}
          />
        ) : (
          <MappingTable
            fields={fields}
            mapping={mapping}
            suggested={object.mapping}
            targets={
              may
                ? targets
                : object.mapping.flatMap(({ target }) =>
                    target ? [{ key: target, label: null, repeatable: true }] : [],
                  )
            }
            writable={system.abilities.includes('write')}
            onChange={may ? setMapping : () => undefined}
          />
        )}
      </FormFrame>
    </Modal>
  )
}

/** The fields with what stands in them, where the system answers; without samples until it does. */
function useFields(system: JoinedSystem, { shape, role, document }: Joined, may: boolean): FieldLook[] {
  const asked = {
    kind: system.kind,
    settings: system.settings ?? {},
    systemId: system.id,
    objects: [{ shape, role, kind: document?.kind ?? null }],
  }
  const found = useCall(
    integrationContract.lookAtObjects,
    { body: asked },
    { enabled: may && system.offSince === null && system.settings !== null, staleTime: 60_000 },
  )
  // What is stored was decided: of the suggestion nothing is left to say.
  const seen = found.data?.looks[0]?.fields.map(look => ({ ...look, confidence: 0 }))
  return (
    seen ??
    shape.fields
      .filter(({ kind }) => kind !== 'bytes' && kind !== 'json')
      .map(({ name }) => ({ field: name, samples: [], target: null, confidence: 0 }))
  )
}
