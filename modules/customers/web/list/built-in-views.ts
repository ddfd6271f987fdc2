import type { Filter, Sort } from '../../../../platform/entities/descriptor.ts'
import type { Translate } from '../../../../platform/i18n/react.ts'
import type { SavedView } from '../../../../ui/views/saved-view.ts'

type Sketch = { id: string; filter: Filter; sort?: readonly Sort[] }

const owner: Filter = { field: 'owner', op: 'eq', value: 'me' }

/** Days without a contact after which a customer is called asleep. */
export const asleepAfter = 60

/** Customers nobody has talked to for long, or never. */
export const asleep: Filter = {
  or: [
    { field: 'lastContactAt', op: 'within', value: `older-than-${asleepAfter}-days` },
    { field: 'lastContactAt', op: 'empty' },
  ],
}

const longestAsleepFirst: Sort = { field: 'lastContactAt', direction: 'asc' }

const ofCustomers: readonly Sketch[] = [
  { id: 'mine', filter: owner },
  { id: 'organisations', filter: { field: 'kind', op: 'in', value: ['organisation'] } },
  { id: 'people', filter: { field: 'kind', op: 'in', value: ['person'] } },
  { id: 'asleep', filter: asleep, sort: [longestAsleepFirst] },
]

const open: Filter = { field: 'completedAt', op: 'empty' }
const mine: Filter = { field: 'assignee', op: 'eq', value: 'me' }

/** My tasks that are not done; also what the start page shows. */
export const myOpenTasks: Filter = { and: [mine, open] }

const ofTasks: readonly Sketch[] = [
  { id: 'mine', filter: myOpenTasks },
  { id: 'late', filter: { and: [open, { field: 'dueAt', op: 'within', value: 'older-than-0-days' }] } },
  { id: 'open', filter: open },
  { id: 'done', filter: { field: 'completedAt', op: 'not-empty' } },
]

/** Views of the list of customers that every installation has. */
export function customerViews(t: Translate): SavedView[] {
  return ofCustomers.map((sketch, at) => viewOf('customer', sketch, { t, at }))
}

/** Views of the list of tasks that every installation has. */
export function taskViews(t: Translate): SavedView[] {
  return ofTasks.map((sketch, at) => viewOf('task', sketch, { t, at }))
}

function viewOf(entity: string, sketch: Sketch, { t, at }: { t: Translate; at: number }): SavedView {
  return {
    id: sketch.id,
    entity,
    name: t(`customers.view.${entity}.${sketch.id}`),
    visibility: 'all',
    layout: 'table',
    filter: sketch.filter,
    sort: sketch.sort ?? [],
    columns: [],
    position: at - 100,
    version: 0,
    fixed: true,
  }
}
