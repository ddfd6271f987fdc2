import type { Filter, Sort } from '../../../../platform/entities/descriptor.ts'
import type { Translate } from '../../../../platform/i18n/react.ts'
import type { SavedView } from '../../../../ui/views/saved-view.ts'

type Sketch = { id: string; filter: Filter; sort?: readonly Sort[]; columns?: readonly string[] }

const open: Filter = { field: 'outcome', op: 'empty' }
const lastClosedFirst: Sort = { field: 'closedAt', direction: 'desc' }

const sketches: readonly Sketch[] = [
  { id: 'mine', filter: { and: [{ field: 'owner', op: 'eq', value: 'me' }, open] } },
  { id: 'open', filter: open },
  { id: 'closing', filter: { and: [open, { field: 'expectedClose', op: 'within', value: 'this-month' }] } },
  { id: 'noStep', filter: { and: [open, { field: 'nextStep', op: 'empty' }] } },
  {
    id: 'closed',
    filter: { field: 'outcome', op: 'not-empty' },
    sort: [lastClosedFirst],
    columns: ['name', 'customer', 'outcome', 'amount', 'closedAt', 'stage', 'owner'],
  },
]

/** Views of the list of opportunities that every installation has. */
export function opportunityViews(t: Translate): SavedView[] {
  return sketches.map(({ id, filter, sort = [], columns = [] }, at) => ({
    id,
    entity: 'opportunity',
    name: t(`sales.view.${id}`),
    visibility: 'all',
    layout: 'table',
    filter,
    sort,
    columns: columns.map(key => ({ key })),
    position: at - 100,
    version: 0,
    fixed: true,
  }))
}
