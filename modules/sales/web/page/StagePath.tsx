import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { salesContract } from '../../contract.ts'
import type { Opportunity } from '../opportunity.ts'
import styles from '../sales.module.css'
import { useAct } from '../use-act.ts'

/** The stages of its pipeline; a click moves the deal. */
export function StagePath({ opportunity }: { opportunity: Opportunity }) {
  const t = useT()
  const may = useMay()
  const act = useAct()
  const choices = useCall(salesContract.choices, {}, { staleTime: 60_000 })
  const stages = choices.data?.pipelines.find(({ id }) => id === opportunity.pipelineId)?.stages ?? []
  const at = stages.findIndex(({ id }) => id === opportunity.stage.id)
  const movable = may('sales.write') && opportunity.outcome === null
  const move = (stage: { id: string; name: string }) =>
    void act(
      salesContract.moveOpportunity,
      { params: { id: opportunity.id }, body: { stage: stage.id } },
      t('sales.done.moved', { stage: stage.name }),
    )
  return (
    <ol className={styles.path} aria-label={t('entity.opportunity.stage')}>
      {stages.map((stage, place) => (
        <li key={stage.id}>
          <button
            type="button"
            disabled={!movable || place === at}
            aria-current={place === at && opportunity.outcome === null ? 'step' : undefined}
            data-passed={place < at || undefined}
            onClick={() => move(stage)}
          >
            <bdi>{stage.name}</bdi>
          </button>
        </li>
      ))}
    </ol>
  )
}
