import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { BoardColumn as Column, ColumnCards } from '../../../../ui/board/Board.tsx'
import { type Board, type BoardColumn, salesContract } from '../../contract.ts'

export type Whose = 'mine' | 'team' | 'all'

/** Under this key a card knows after how many days in its stage it is stalled. */
export const stalledAfterKey = 'stalledAfter'

/** Under this key it knows in which stage it is. */
export const stageKey = 'stageId'

/** The stages of a board as columns, with what they add up to in the currency of the firm. */
export function useColumns(board: Board | undefined, whose: Whose): readonly Column[] {
  const t = useT()
  const format = useFormat()
  return (board?.stages ?? []).map(stage => ({
    value: stage.id,
    label: stage.name,
    useCards: () => useStageCards(stage, whose),
    sum: format.money(stage.sum, board?.currency ?? 'EUR'),
    ...(stage.notConverted > 0 ? { note: t('sales.board.notConverted', { count: stage.notConverted }) } : {}),
  }))
}

/** The cards that came with the board, and further ones along the cursor. */
function useStageCards(stage: BoardColumn, whose: Whose): ColumnCards {
  const format = useFormat()
  const [wanted, want] = useState(false)
  const further = useInfiniteQuery({
    queryKey: [salesContract.boardCards.name, stage.id, whose, stage.next],
    queryFn: ({ pageParam, signal }) =>
      call(
        salesContract.boardCards,
        { params: { stage: stage.id }, query: { whose, ...(pageParam ? { cursor: pageParam } : {}) } },
        signal,
      ),
    initialPageParam: stage.next,
    getNextPageParam: last => last.next,
    enabled: wanted,
  })
  const more = wanted ? further.hasNextPage : stage.next !== null
  const cards = [...stage.cards, ...(further.data?.pages.flatMap(page => page.cards) ?? [])]
  return {
    records: cards.map(card => ({ ...card, [stageKey]: stage.id, [stalledAfterKey]: stage.stalledAfter })),
    total: format.number(stage.count),
    state: 'ready',
    more:
      more && !further.isFetching ? () => (wanted ? void further.fetchNextPage() : want(true)) : undefined,
  }
}
