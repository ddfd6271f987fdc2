import { call } from '../../../../platform/contract/client.ts'
import type { ListQuery } from '../../../../ui/table/use-record-list.ts'
import type { Selection } from '../../../../ui/table/selection.ts'
import { matchingContract } from '../../contract.ts'

/** One decision covers at most so many records. */
const most = 1000

/** The ids of the chosen records; of “all” the first thousand that match and were not taken out by hand. */
export async function selectedIds(selection: Selection, { filter, q }: ListQuery): Promise<string[]> {
  if (selection.mode === 'some') return [...selection.ids].slice(0, most)
  const ids: string[] = []
  for (let cursor: string | undefined; ids.length < most; ) {
    const page = await call(matchingContract.baseRecords, {
      query: {
        limit: 200,
        ...(filter ? { filter: JSON.stringify(filter) } : {}),
        ...(q ? { q } : {}),
        ...(cursor ? { cursor } : {}),
      },
    })
    ids.push(...page.items.map(({ id }) => id).filter(id => !selection.ids.has(id)))
    if (!page.next) break
    cursor = page.next
  }
  return ids.slice(0, most)
}
