import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { type Choices, type OpportunityPage, salesContract } from '../../contract.ts'
import type { Opportunity } from '../opportunity.ts'
import { useAct } from '../use-act.ts'

export type Stage = Choices['pipelines'][number]['stages'][number]
type Criteria = OpportunityPage['criteria']

/** The stages a deal can go through, where it is, and how it is moved. */
export type Moving = {
  stages: readonly Stage[]
  /** The place of its stage; -1 where that is out of use. */
  at: number
  movable: boolean
  /** Moves it; where that is forward and something is open that should hold, it is asked first. */
  move: (stage: Stage) => void
  /** What is asked: to which stage, and what is open. */
  asked: { stage: Stage; open: Criteria } | null
  goOn: () => void
  stay: () => void
}

const nothingToHold: Criteria = []

/** Moves a deal from stage to stage. `criteria` are those of its stage; without them nothing is asked. */
export function useMoving(deal: Opportunity, criteria: Criteria = nothingToHold): Moving {
  const t = useT()
  const may = useMay()
  const act = useAct()
  const choices = useCall(salesContract.choices, {}, { staleTime: 60_000 })
  const [wanted, setWanted] = useState<{ from: string; stage: Stage } | null>(null)
  const stages = choices.data?.pipelines.find(({ id }) => id === deal.pipelineId)?.stages ?? []
  const at = stages.findIndex(({ id }) => id === deal.stage.id)
  const open = criteria.filter(({ metAt }) => metAt === null)
  const send = (stage: Stage) => {
    setWanted(null)
    void act(
      salesContract.moveOpportunity,
      { params: { id: deal.id }, body: { stage: stage.id } },
      t('sales.done.moved', { stage: stage.name }),
    )
  }
  const move = (stage: Stage) => {
    if (open.length > 0 && stages.indexOf(stage) > at) setWanted({ from: deal.stage.id, stage })
    else send(stage)
  }
  // What was asked in a stage that it has left meanwhile is no question any more.
  const asked = wanted?.from === deal.stage.id && open.length > 0 ? { stage: wanted.stage, open } : null
  return {
    stages,
    at,
    movable: may('sales.write') && deal.outcome === null,
    move,
    asked,
    goOn: () => asked && send(asked.stage),
    stay: () => setWanted(null),
  }
}
