import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { type PipelineSetting, settingsContract } from '../../contract.ts'
import { RetireForm } from './RetireForm.tsx'
import { useSettingsAct } from './use-settings-act.ts'

type PipelineFormProps = {
  /** Null: a new one. */
  pipeline: PipelineSetting | null
  /** Those in use. */
  pipelines: readonly PipelineSetting[]
  onClose: () => void
}

/** The name of a pipeline, and the way out of use. */
export function PipelineForm({ pipeline, pipelines, onClose }: PipelineFormProps) {
  const t = useT()
  const act = useSettingsAct()
  const [name, setName] = useState(pipeline?.name ?? '')
  const [like, setLike] = useState(pipelines[0]?.id ?? null)
  const [sending, setSending] = useState(false)
  const [retiring, setRetiring] = useState(false)
  const save = async () => {
    setSending(true)
    const done = t(`sales.settings.done.${pipeline ? 'changed' : 'added'}`, { name: name.trim() })
    const answer = pipeline
      ? await act(
          settingsContract.changePipeline,
          { params: { id: pipeline.id }, body: { name: name.trim() }, ifMatch: pipeline.version },
          done,
        )
      : await act(settingsContract.addPipeline, { body: { name: name.trim(), like } }, done)
    setSending(false)
    if (answer) onClose()
  }
  if (pipeline && retiring)
    return (
      <RetireForm
        endpoint={settingsContract.retirePipeline}
        part={pipeline}
        targets={pipelines.filter(({ id }) => id !== pipeline.id)}
        onClose={onClose}
      />
    )
  const retire = pipeline && pipelines.length > 1 && (
    <Button color="red" variant="outline" onClick={() => setRetiring(true)}>
      {t('sales.settings.retire')}
    </Button>
  )
  return (
    <Modal opened onClose={onClose} title={pipeline?.name ?? t('sales.settings.addPipeline')}>
      <FormFrame onSend={save} ready={name.trim() !== ''} sending={sending} aside={retire}>
        <TextInput
          data-autofocus
          label={t('sales.settings.pipelineName')}
          dir="auto"
          maxLength={120}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        {!pipeline && (
          <Select
            label={t('sales.settings.like')}
            data={pipelines.map(({ id, name: label }) => ({ value: id, label }))}
            value={like}
            onChange={setLike}
            allowDeselect={false}
          />
        )}
      </FormFrame>
    </Modal>
  )
}
