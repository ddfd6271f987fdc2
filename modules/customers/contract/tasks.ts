import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import {
  id,
  idParams,
  nothing,
  pageShape,
  recordShape,
  text,
  time,
  words,
} from '../../../platform/contract/shapes.ts'
import { listQueryShape } from '../../../platform/entities/list-query.ts'
import { childParams } from './shapes.ts'

const tag = 'Tasks'

const taskInput = {
  title: words(300),
  body: text(20_000).nullish(),
  dueAt: time.nullish(),
  assignee: id.nullish(),
  priority: z.enum(['low', 'normal', 'high']).optional(),
}

export const taskEndpoints = contract({
  tasks: {
    name: 'customers.tasks.list',
    method: 'GET',
    path: '/tasks',
    tag,
    summary: 'Tasks, filtered, sorted, page by page',
    permission: 'customers.read',
    query: listQueryShape,
    reply: pageShape,
  },
  addTask: {
    name: 'customers.tasks.add',
    method: 'POST',
    path: '/customers/:id/tasks',
    tag,
    summary: 'Add a task for a customer',
    permission: 'customers.write',
    params: idParams,
    body: z.strictObject(taskInput),
    reply: recordShape,
    status: 201,
    act: 'customers.act.task-added',
  },
  changeTask: {
    name: 'customers.tasks.change',
    method: 'PATCH',
    path: '/customers/:id/tasks/:childId',
    tag,
    summary: 'Change a task',
    permission: 'customers.write',
    params: childParams,
    body: z.strictObject(taskInput).partial(),
    reply: recordShape,
    ifMatch: 'optional',
    act: 'customers.act.task-changed',
  },
  completeTask: {
    name: 'customers.tasks.complete',
    method: 'POST',
    path: '/customers/:id/tasks/:childId/completion',
    tag,
    summary: 'Complete a task',
    permission: 'customers.write',
    params: childParams,
    reply: recordShape,
    act: 'customers.act.task-completed',
  },
  reopenTask: {
    name: 'customers.tasks.reopen',
    method: 'DELETE',
    path: '/customers/:id/tasks/:childId/completion',
    tag,
    summary: 'Open a completed task again',
    permission: 'customers.write',
    params: childParams,
    reply: recordShape,
    act: 'customers.act.task-reopened',
  },
  removeTask: {
    name: 'customers.tasks.remove',
    method: 'DELETE',
    path: '/customers/:id/tasks/:childId',
    tag,
    summary: 'Remove a task; can be undone',
    permission: 'customers.write',
    params: childParams,
    reply: nothing,
    act: 'customers.act.task-removed',
  },
})
