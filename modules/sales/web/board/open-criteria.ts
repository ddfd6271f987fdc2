import { call } from '../../../../platform/contract/client.ts'
import { type Board, dealContract } from '../../contract.ts'

/** What a deal is asked about that leaves its stage forward while something is open that should hold. */
export type OpenCriteria = {
  name: string
  /** The names of the stages. */
  from: string
  to: string
  open: readonly { key: string; text: string }[]
}

type Step = { id: string; name: string; from: string | undefined; to: string }

/** What is open of the criteria of the stage that a deal would leave, as it is now; null where nothing has to be asked. */
export async function openCriteria(board: Board, { id, name, from, to }: Step): Promise<OpenCriteria | null> {
  const places = board.stages.map(stage => stage.id)
  const left = board.stages.find(stage => stage.id === from)
  const entered = board.stages.find(stage => stage.id === to)
  if (!left || !entered || left.criteria.length === 0) return null
  if (places.indexOf(entered.id) < places.indexOf(left.id)) return null
  const { criteria } = await call(dealContract.opportunityPage, { params: { id } })
  const open = criteria.filter(({ metAt }) => metAt === null)
  return open.length > 0 ? { name, from: left.name, to: entered.name, open } : null
}
