import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { type Board, salesContract } from '../../contract.ts'
import { type Opportunity, opportunityOf } from '../opportunity.ts'
import { useAct } from '../use-act.ts'
import { type OpenCriteria, openCriteria } from './open-criteria.ts'
import { stageKey } from './use-columns.tsx'

/** What is asked about a card that was dropped: how it ended, or whether it goes on though something is open. */
export type Asked =
  | { about: 'end'; deal: Opportunity; outcome: 'won' | 'lost' }
  | ({ about: 'criteria' } & OpenCriteria)

const outcomes = { w: 'won', l: 'lost' } as const

/** Moves a card to a stage, or asks why it was won or lost; `W` on a card asks for Won. */
export function useMoving(board: Board | undefined) {
  const t = useT()
  const act = useAct()
  const tellProblem = useTellProblem()
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const settle = useRef<((yes: boolean) => void) | null>(null)
  /** The card stays where it was dropped until there is an answer; a no brings it back. */
  const ask = (next: Asked) => {
    // One question at a time: what was asked about another card is a no.
    settle.current?.(false)
    setAsked(next)
    return new Promise<void>((resolve, reject) => {
      settle.current = yes => (yes ? resolve() : reject(new Error('taken back')))
    })
  }
  const answer = (yes: boolean) => {
    setAsked(null)
    settle.current?.(yes)
    settle.current = null
  }
  const toStage = async (record: RecordRow, stage: string) => {
    const { id, name } = opportunityOf(record)
    const step = { id, name, from: record[stageKey] as string | undefined, to: stage }
    const open = board && (await openCriteria(board, step).catch(refused))
    if (open) await ask({ about: 'criteria', ...open })
    const done = t('sales.done.movedOnBoard', { name })
    await act(salesContract.moveOpportunity, { params: { id }, body: { stage } }, done)
  }
  const refused = (error: unknown) => {
    tellProblem(error)
    throw error
  }
  const move = async (record: RecordRow, value: string | null) => {
    if (value === 'won' || value === 'lost')
      await ask({ about: 'end', deal: opportunityOf(record), outcome: value })
    else if (value) await toStage(record, value)
    await client.invalidateQueries({ queryKey: [salesContract.board.name] })
  }
  const onKey = (record: RecordRow, key: string) => {
    const outcome = outcomes[key.toLowerCase() as keyof typeof outcomes]
    if (outcome) void move(record, outcome).catch(() => undefined)
    return outcome !== undefined
  }
  return { move, asked, answer, onKey }
}
