import { dayOf } from '../../../../platform/i18n/index.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { type OpenTask, taskOfRecord } from '../tasks/task-acts.ts'

/** Open tasks by when they are due. */
export type TaskGroups = { late: OpenTask[]; today: OpenTask[]; later: OpenTask[]; someday: OpenTask[] }

/** Sorts open tasks into late, due today, later and without a date; late means that the moment has passed. */
export function groupTasks(
  records: readonly RecordRow[],
  { now, timeZone }: { now: Date; timeZone: string },
): TaskGroups {
  const groups: TaskGroups = { late: [], today: [], later: [], someday: [] }
  const today = dayOf(now, timeZone)
  for (const task of records.map(taskOfRecord)) {
    if (task.completedAt) continue
    if (!task.dueAt) groups.someday.push(task)
    else if (new Date(task.dueAt) < now) groups.late.push(task)
    else if (dayOf(task.dueAt, timeZone) === today) groups.today.push(task)
    else groups.later.push(task)
  }
  return groups
}
