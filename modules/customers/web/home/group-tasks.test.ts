import { expect, test } from 'vitest'
import { groupTasks } from './group-tasks.ts'

const now = new Date('2026-11-22T22:30:00Z')
const record = (id: string, dueAt: string | null, completedAt: string | null = null) => ({
  id,
  version: 1,
  title: id,
  dueAt,
  completedAt,
})

const titles = (tasks: readonly { title: string }[]) => tasks.map(task => task.title)

test('tasks fall into late, today, later and without a date', () => {
  const groups = groupTasks(
    [
      record('missed', '2026-11-22T08:00:00Z'),
      record('tonight', '2026-11-22T22:45:00Z'),
      record('next week', '2026-11-29T08:00:00Z'),
      record('whenever', null),
    ],
    { now, timeZone: 'Europe/Oslo' },
  )
  expect(titles(groups.late)).toEqual(['missed'])
  expect(titles(groups.today)).toEqual(['tonight'])
  expect(titles(groups.later)).toEqual(['next week'])
  expect(titles(groups.someday)).toEqual(['whenever'])
})

test('what is today is decided by the clock of the person, not of the server', () => {
  const tasks = [record('after midnight in Oslo', '2026-11-22T23:30:00Z')]
  expect(titles(groupTasks(tasks, { now, timeZone: 'Europe/Oslo' }).later)).toHaveLength(1)
  expect(titles(groupTasks(tasks, { now, timeZone: 'UTC' }).today)).toHaveLength(1)
})

test('a task that was just completed is gone', () => {
  const groups = groupTasks([record('done', '2026-11-22T08:00:00Z', '2026-11-22T22:29:00Z')], {
    now,
    timeZone: 'UTC',
  })
  expect(groups.late).toEqual([])
})
