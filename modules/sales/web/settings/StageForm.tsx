import { Button, Modal, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { type NewStage, type PipelineSetting, settingsContract, type StageSetting } from '../../contract.ts'
import { CriteriaFields } from './CriteriaFields.tsx'
import { RetireForm } from './RetireForm.tsx'
import styles from './settings.module.css'
import { useSettingsAct } from './use-settings-act.ts'

type StageFormProps = {
  /** Null: a new one. */
  stage: StageSetting | null
  pipeline: PipelineSetting
  pipelines: readonly PipelineSetting[]
  onClose: () => void
}

const categories = ['pipeline', 'best-case', 'commit'] as const
const fresh: NewStage = { name: '', probability: 0.5, category: 'pipeline', stalledAfter: 21, criteria: [] }

/** A stage with all that is set on it, and the way out of use. */
export function StageForm({ stage, pipeline, pipelines, onClose }: StageFormProps) {
  const t = useT()
  const [retiring, setRetiring] = useState(false)
  const { draft, change, save, sending } = useStage({ stage, pipeline, onClose })
  if (stage && retiring)
    return (
      <RetireForm
        endpoint={settingsContract.retireStage}
        part={stage}
        targets={pipelines}
        onClose={onClose}
      />
    )
  const inUse = pipeline.stages.filter(({ retiredAt }) => retiredAt === null).length
  const retire = stage && inUse > 1 && (
    <Button color="red" variant="outline" onClick={() => setRetiring(true)}>
      {t('sales.settings.retire')}
    </Button>
  )
  return (
    <Modal opened onClose={onClose} title={stage?.name ?? t('sales.settings.addStage')}>
      <FormFrame onSend={save} ready={draft.name.trim() !== ''} sending={sending} aside={retire}>
        <TextInput
          data-autofocus
          label={t('sales.settings.name')}
          dir="auto"
          maxLength={120}
          value={draft.name}
          onChange={event => change({ name: event.currentTarget.value })}
        />
        <div className={styles.pair}>
          <NumberInput
            label={t('sales.settings.chance')}
            value={Math.round(draft.probability * 10_000) / 100}
            min={0}
            max={100}
            decimalScale={2}
            suffix={'\u202f%'}
            onChange={value => change({ probability: Number(value) / 100 })}
          />
          <NumberInput
            label={t('sales.settings.stalledAfter')}
            placeholder={t('sales.settings.stalledHint')}
            value={draft.stalledAfter ?? ''}
            min={1}
            max={3650}
            allowDecimal={false}
            onChange={value => change({ stalledAfter: value === '' ? null : Number(value) })}
          />
        </div>
        <Select
          label={t('sales.settings.category')}
          data={categories.map(value => ({ value, label: t(`sales.settings.categories.${value}`) }))}
          value={draft.category}
          allowDeselect={false}
          onChange={value => change({ category: categories.find(one => one === value) ?? 'pipeline' })}
        />
        <CriteriaFields criteria={draft.criteria} onChange={criteria => change({ criteria })} />
      </FormFrame>
    </Modal>
  )
}

type Editing = Pick<StageFormProps, 'stage' | 'pipeline' | 'onClose'>

/** What is written into the form; only what differs is sent, so that two people who change different things do not collide. */
function useStage({ stage, pipeline, onClose }: Editing) {
  const t = useT()
  const act = useSettingsAct()
  const [first] = useState<NewStage>(() => (stage ? settable(stage) : fresh))
  const [draft, setDraft] = useState(first)
  const [sending, setSending] = useState(false)
  const save = async () => {
    setSending(true)
    const name = draft.name.trim()
    const criteria = draft.criteria.filter(({ text }) => text.trim() !== '')
    const body = { ...draft, name, criteria }
    const done = t(`sales.settings.done.${stage ? 'changed' : 'added'}`, { name })
    const answer = stage
      ? await act(
          settingsContract.changeStage,
          { params: { id: stage.id }, body: differing(first, body), ifMatch: stage.version },
          done,
        )
      : await act(settingsContract.addStage, { params: { id: pipeline.id }, body }, done)
    setSending(false)
    if (answer) onClose()
  }
  const change = (part: Partial<NewStage>) => setDraft(before => ({ ...before, ...part }))
  return { draft, change, save, sending }
}

function settable({ name, probability, category, stalledAfter, criteria }: StageSetting): NewStage {
  return { name, probability, category, stalledAfter, criteria }
}

function differing(first: NewStage, now: NewStage): Partial<NewStage> {
  const keys = Object.keys(first) as (keyof NewStage)[]
  const changed = keys.filter(key => JSON.stringify(first[key]) !== JSON.stringify(now[key]))
  return Object.fromEntries(changed.map(key => [key, now[key]]))
}
