import { Button } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { type PipelineSetting, type SalesSettings, settingsContract } from '../../contract.ts'
import { OrderedList } from './OrderedList.tsx'
import { PipelineForm } from './PipelineForm.tsx'
import { Retired } from './Retired.tsx'
import styles from './settings.module.css'
import { StagesCard } from './StagesCard.tsx'
import { useSettingsAct } from './use-settings-act.ts'

/** The pipelines in their order, and the stages of each. */
export function PipelinesPart({ set }: { set: SalesSettings }) {
  const t = useT()
  const act = useSettingsAct()
  const [open, setOpen] = useState<string | null>(null)
  const used = set.pipelines.filter(({ retiredAt }) => retiredAt === null)
  const edited = set.pipelines.find(({ id }) => id === open) ?? null
  const bringBack = ({ id, name }: { id: string; name: string }) =>
    void act(
      settingsContract.bringBackPipeline,
      { params: { id } },
      t('sales.settings.done.broughtBack', { name }),
    )
  const add = (
    <Button size="compact-xs" leftSection={<Plus size={13} aria-hidden />} onClick={() => setOpen('new')}>
      {t('sales.settings.addPipeline')}
    </Button>
  )
  return (
    <>
      <Card title={t('sales.settings.pipelines')} aside={add}>
        <OrderedList
          label={t('sales.settings.pipelines')}
          parts={used}
          onOrder={ids =>
            act(settingsContract.orderPipelines, { body: { ids } }, t('sales.settings.done.ordered'))
          }
          line={pipeline => <PipelineLine pipeline={pipeline} onEdit={() => setOpen(pipeline.id)} />}
        />
        <Retired parts={set.pipelines.filter(one => one.retiredAt !== null)} onBringBack={bringBack} />
      </Card>
      {used.map(pipeline => (
        <StagesCard key={pipeline.id} pipeline={pipeline} pipelines={used} />
      ))}
      {(open === 'new' || edited) && (
        <PipelineForm pipeline={edited} pipelines={used} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

function PipelineLine({ pipeline, onEdit }: { pipeline: PipelineSetting; onEdit: () => void }) {
  const t = useT()
  const stages = pipeline.stages.filter(({ retiredAt }) => retiredAt === null).length
  return (
    <>
      <div className={styles.about}>
        <strong>
          <bdi>{pipeline.name}</bdi>
        </strong>
        <small>
          {t('sales.settings.stageCount', { count: stages })} ·{' '}
          {t('sales.settings.open', { count: pipeline.open })}
        </small>
      </div>
      <Button onClick={onEdit} aria-label={t('sales.settings.edit', { name: pipeline.name })}>
        {t('ui.edit')}
      </Button>
    </>
  )
}
