import type { Context } from '../../../platform/context.ts'
import { changeRow, insertRow, lockRow, removeRow, type Row } from '../../../platform/history/rows.ts'
import { newId } from '../../../platform/ids.ts'
import { requireCustomer } from './access.ts'
import type { ChildChange } from './contact-points.ts'
import { requireOwner } from './ownership.ts'
import { taskTable } from './tables.ts'
import { feedTimeline } from './timeline.ts'

export type TaskInput = {
  title: string
  body?: string | null | undefined
  dueAt?: string | null | undefined
  assignee?: string | null | undefined
  priority?: 'low' | 'normal' | 'high' | undefined
}

/** A change of a task: what is left out stays. */
export type TaskPatch = { [K in keyof TaskInput]?: TaskInput[K] | undefined }

export type TaskView = {
  id: string
  version: number
  customerId: string
  title: string
  body: string | null
  dueAt: string | null
  assignee: { id: string } | null
  priority: string
  completedAt: string | null
  completedBy: string | null
}

/** Adds a task for a customer; without an assignee it is mine. */
export async function addTask(ctx: Context, customerId: string, input: TaskInput): Promise<TaskView> {
  await requireCustomer(ctx, customerId)
  const assignee =
    input.assignee === undefined ? (ctx.actor.kind === 'user' ? ctx.actor.id : null) : input.assignee
  if (assignee && assignee !== ctx.actor.id) await requireOwner(ctx, assignee)
  const row = await insertRow(ctx, taskTable, {
    customer_id: customerId,
    id: newId(),
    title: input.title,
    body: input.body ?? null,
    due_at: input.dueAt ? new Date(input.dueAt) : null,
    assignee_id: assignee,
    priority: input.priority ?? 'normal',
    created_by: ctx.actor.id,
  })
  await told(ctx, row)
  return view(row)
}

/** Changes what a task says, when it is due, or whose it is. */
export async function changeTask(
  ctx: Context,
  { id, childId, input, version }: ChildChange<TaskPatch>,
): Promise<TaskView> {
  await requireCustomer(ctx, id)
  if (input.assignee) await requireOwner(ctx, input.assignee)
  const set: Row = {}
  if (input.title !== undefined) set.title = input.title
  if (input.body !== undefined) set.body = input.body
  if (input.dueAt !== undefined) set.due_at = input.dueAt ? new Date(input.dueAt) : null
  if (input.assignee !== undefined) set.assignee_id = input.assignee
  if (input.priority !== undefined) set.priority = input.priority
  const { row } = await changeRow(ctx, taskTable, {
    key: { rootId: id, id: childId },
    set,
    version,
    show: view,
  })
  await told(ctx, row)
  return view(row)
}

/** Completes a task, once, and says so on the timeline. */
export async function completeTask(ctx: Context, id: string, childId: string): Promise<TaskView> {
  await requireCustomer(ctx, id)
  const before = await lockRow(ctx, taskTable, { rootId: id, id: childId })
  if (before.completed_at) return view(before)
  const set = { completed_at: ctx.now, completed_by: ctx.actor.id }
  const { row } = await changeRow(ctx, taskTable, { key: { rootId: id, id: childId }, set })
  await feedTimeline(ctx, {
    customerId: id,
    kind: 'task',
    title: String(row.title),
    about: { entity: 'task', id: childId },
  })
  await told(ctx, row)
  return view(row)
}

/** Opens a completed task again. */
export async function reopenTask(ctx: Context, id: string, childId: string): Promise<TaskView> {
  await requireCustomer(ctx, id)
  const { row } = await changeRow(ctx, taskTable, {
    key: { rootId: id, id: childId },
    set: { completed_at: null, completed_by: null },
  })
  await told(ctx, row)
  return view(row)
}

/** Removes a task. */
export async function removeTask(ctx: Context, id: string, childId: string): Promise<void> {
  await requireCustomer(ctx, id)
  const gone = await removeRow(ctx, taskTable, { rootId: id, id: childId })
  await told(ctx, gone)
}

function told(ctx: Context, row: Row): Promise<void> {
  return ctx.emit({
    kind: 'task.changed',
    entity: 'task',
    rootId: String(row.customer_id),
    recordId: String(row.id),
    data: { assigneeId: row.assignee_id ?? null },
  })
}

function view(row: Row): TaskView {
  const iso = (value: unknown) => (value instanceof Date ? value.toISOString() : null)
  return {
    id: String(row.id),
    version: Number(row.version),
    customerId: String(row.customer_id),
    title: String(row.title),
    body: row.body as string | null,
    dueAt: iso(row.due_at),
    assignee: row.assignee_id ? { id: String(row.assignee_id) } : null,
    priority: String(row.priority),
    completedAt: iso(row.completed_at),
    completedBy: row.completed_by as string | null,
  }
}
