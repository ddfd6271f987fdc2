import type { Filter } from '../../../../../platform/entities/descriptor.ts'
import type { Translate } from '../../../../../platform/i18n/react.ts'
import type { SavedView } from '../../../../../ui/views/saved-view.ts'

const open: Filter = { field: 'state', op: 'in', value: ['new', 'qualified'] }

type Sketch = { id: string; filter: Filter; columns?: readonly string[]; sort?: SavedView['sort'] }

const sketches: readonly Sketch[] = [
  { id: 'mine', filter: { and: [{ field: 'owner', op: 'eq', value: 'me' }, open] } },
  { id: 'shared', filter: { and: [{ field: 'sharedAt', op: 'not-empty' }, open] } },
  {
    id: 'again',
    filter: {
      and: [
        { field: 'state', op: 'eq', value: 'disqualified' },
        { field: 'recycleOn', op: 'not-empty' },
      ],
    },
    sort: [{ field: 'recycleOn', direction: 'asc' }],
    columns: ['name', 'company', 'recycleOn', 'disqualifiedWhy', 'email', 'phone', 'owner', 'sharedAt'],
  },
]

/** Views of the list of leads that every installation has. */
export function leadViews(t: Translate): SavedView[] {
  return sketches.map(({ id, filter, columns = [], sort = [] }, at) => ({
    id,
    entity: 'lead',
    name: t(`sales.leads.view.${id}`),
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
