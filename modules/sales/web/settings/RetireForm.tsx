import { Modal, Select } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { type PipelineSetting, settingsContract } from '../../contract.ts'
import styles from './settings.module.css'
import { useSettingsAct } from './use-settings-act.ts'

type RetireFormProps = {
  endpoint: typeof settingsContract.retireStage | typeof settingsContract.retirePipeline
  part: { id: string; name: string; open: number }
  /** The pipelines to whose stages its open deals may go. */
  targets: readonly PipelineSetting[]
  onClose: () => void
}

/** Takes a stage or pipeline out of use, and asks where its open deals go if there are any. */
export function RetireForm({ endpoint, part, targets, onClose }: RetireFormProps) {
  const t = useT()
  const act = useSettingsAct()
  const [moveTo, setMoveTo] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const stages = targets.map(({ name, stages: all }) => ({
    group: name,
    items: all
      .filter(({ id, retiredAt }) => retiredAt === null && id !== part.id)
      .map(({ id, name: label }) => ({ value: id, label })),
  }))
  const send = async () => {
    setSending(true)
    const answer = await act(endpoint, { params: { id: part.id }, body: { moveTo } }, null)
    setSending(false)
    if (!answer) return
    const { moved } = answer.data
    const word = moved > 0 ? 'retiredMoved' : 'retired'
    act.tell(t(`sales.settings.done.${word}`, { name: part.name, count: moved }), answer.batch)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('sales.settings.retireNamed', { name: part.name })}>
      <FormFrame
        onSend={send}
        ready={part.open === 0 || moveTo !== null}
        sending={sending}
        act={t(`sales.settings.${part.open > 0 ? 'retireAndMove' : 'retire'}`)}
        onCancel={onClose}
      >
        <p className={styles.hint}>
          {part.open > 0
            ? t('sales.settings.inUse', { count: part.open })
            : t('sales.settings.open', { count: 0 })}
        </p>
        {part.open > 0 && (
          <Select
            data-autofocus
            label={t('sales.settings.moveTo')}
            data={stages}
            value={moveTo}
            onChange={setMoveTo}
            searchable
            nothingFoundMessage={t('ui.form.noMatch')}
          />
        )}
      </FormFrame>
    </Modal>
  )
}
