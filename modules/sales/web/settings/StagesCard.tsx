import { Button } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { type PipelineSetting, settingsContract, type StageSetting } from '../../contract.ts'
import { OrderedList } from './OrderedList.tsx'
import { Retired } from './Retired.tsx'
import styles from './settings.module.css'
import { StageForm } from './StageForm.tsx'
import { useSettingsAct } from './use-settings-act.ts'

type StagesCardProps = { pipeline: PipelineSetting; pipelines: readonly PipelineSetting[] }

/** The stages of a pipeline in their order. */
export function StagesCard({ pipeline, pipelines }: StagesCardProps) {
  const t = useT()
  const act = useSettingsAct()
  const [open, setOpen] = useState<string | null>(null)
  const used = pipeline.stages.filter(({ retiredAt }) => retiredAt === null)
  const edited = used.find(({ id }) => id === open) ?? null
  const bringBack = ({ id, name }: { id: string; name: string }) =>
    void act(
      settingsContract.bringBackStage,
      { params: { id } },
      t('sales.settings.done.broughtBack', { name }),
    )
  const label = t('sales.settings.stagesOf', { name: pipeline.name })
  const add = (
    <Button size="compact-xs" leftSection={<Plus size={13} aria-hidden />} onClick={() => setOpen('new')}>
      {t('sales.settings.addStage')}
    </Button>
  )
  return (
    <Card title={<bdi>{label}</bdi>} aside={add}>
      <OrderedList
        label={label}
        parts={used}
        onOrder={ids =>
          act(
            settingsContract.orderStages,
            { params: { id: pipeline.id }, body: { ids } },
            t('sales.settings.done.ordered'),
          )
        }
        line={stage => <StageLine stage={stage} onEdit={() => setOpen(stage.id)} />}
      />
      <Retired parts={pipeline.stages.filter(one => one.retiredAt !== null)} onBringBack={bringBack} />
      {(open === 'new' || edited) && (
        <StageForm
          key={open}
          stage={edited}
          pipeline={pipeline}
          pipelines={pipelines}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  )
}

function StageLine({ stage, onEdit }: { stage: StageSetting; onEdit: () => void }) {
  const t = useT()
  const format = useFormat()
  const about = [
    t(`sales.settings.categories.${stage.category}`),
    stage.stalledAfter === null ? null : t('sales.settings.stalls', { count: stage.stalledAfter }),
    stage.criteria.length === 0 ? null : t('sales.settings.criteriaCount', { count: stage.criteria.length }),
    t('sales.settings.open', { count: stage.open }),
  ]
  return (
    <>
      <span className={styles.chance}>
        {format.number(stage.probability, { style: 'percent', maximumFractionDigits: 2 })}
      </span>
      <div className={styles.about}>
        <strong>
          <bdi>{stage.name}</bdi>
        </strong>
        <small>{about.filter(Boolean).join(' · ')}</small>
      </div>
      <Button onClick={onEdit} aria-label={t('sales.settings.edit', { name: stage.name })}>
        {t('ui.edit')}
      </Button>
    </>
  )
}
