import type { Client } from 'pg'
import { copyRows } from './copy.ts'
import { bits, draw } from './draw.ts'
import { inventedOf } from './generate-customers.ts'
import type { Scene } from './scene.ts'
import { entryTitles, titles } from './words.ts'

const employedShare = 0.8
const employment = Buffer.from('employment')
const roles = { employer: Buffer.from('employer'), employee: Buffer.from('employee') }
const encodedTitles = titles.map(title => Buffer.from(title))
const day = 86_400_000

/** Four of five persons work somewhere; large employers have many. Each relationship stands under both customers. */
export async function loadRelationships(client: Client, scene: Scene): Promise<void> {
  const { seed, sizes, ids } = scene
  const target =
    'customers.relationship (customer_id, id, other_id, kind, role, title, created_at, updated_at)'
  await copyRows(client, target, {
    from: 0,
    to: sizes.organisations === 0 ? 0 : sizes.persons,
    write: (out, person) => {
      if (draw(seed, person, 70) >= employedShare) return
      const organisation = sizes.persons + Math.floor(draw(seed, person, 71) ** 2.5 * sizes.organisations)
      const created = scene.createdAt(person)
      for (const [own, other, role] of [
        [person, organisation, roles.employer],
        [organisation, person, roles.employee],
      ] as const) {
        out.row(8)
        out.id(ids, own * 16)
        out.newId(created, bits(seed, person, 72), bits(seed, person, 73))
        out.id(ids, other * 16)
        out.bytes(employment)
        out.bytes(role)
        out.bytes(encodedTitles[bits(seed, person, 74) % encodedTitles.length] as Buffer)
        out.time(created)
        out.time(created)
      }
    },
  })
}

/** One open ownership record for each customer that has an owner. */
export async function loadOwnerships(client: Client, scene: Scene): Promise<void> {
  await copyRows(client, 'customers.ownership (customer_id, id, user_id, from_at)', {
    from: 0,
    to: scene.customers,
    write: (out, row) => {
      const { owner } = inventedOf(scene, row)
      if (owner < 0) return
      out.row(4)
      out.id(scene.ids, row * 16)
      out.newId(scene.createdAt(row), bits(scene.seed, row, 75), bits(scene.seed, row, 76))
      out.id(scene.users, (owner % scene.userCount) * 16)
      out.time(scene.createdAt(row))
    },
  })
}

/** A task for every eighth customer; half of them are done. */
export async function loadTasks(client: Client, scene: Scene): Promise<void> {
  const { seed } = scene
  const subjects = (entryTitles.call ?? []).map(title => Buffer.from(title))
  const target =
    'customers.task (customer_id, id, title, due_at, assignee_id, completed_at, completed_by, created_by, created_at, updated_at)'
  await copyRows(client, target, {
    from: 0,
    to: scene.customers,
    write: (out, row) => {
      if (draw(seed, row, 77) >= 0.125) return
      const done = draw(seed, row, 78) < 0.5
      const due = scene.end + Math.floor((draw(seed, row, 79) - (done ? 1 : 0.3)) * 60) * day
      const assignee = (bits(seed, row, 80) % scene.userCount) * 16
      out.row(10)
      out.id(scene.ids, row * 16)
      out.newId(due - 7 * day, bits(seed, row, 81), bits(seed, row, 82))
      out.bytes(subjects[bits(seed, row, 83) % subjects.length] as Buffer)
      out.time(due)
      out.id(scene.users, assignee)
      if (done) out.time(due)
      else out.absent()
      if (done) out.id(scene.users, assignee)
      else out.absent()
      out.id(scene.users, assignee)
      out.time(due - 7 * day)
      out.time(due - 7 * day)
    },
  })
}

/** The history of the creations, as an import would have written it. */
export async function loadHistory(client: Client, scene: Scene): Promise<void> {
  const created = Buffer.from('created')
  const entity = Buffer.from('customer')
  await copyRows(client, 'platform.change (root_id, id, batch_id, entity, record_id, action)', {
    from: 0,
    to: scene.customers,
    write: (out, row) => {
      out.row(6)
      out.id(scene.ids, row * 16)
      out.newId(scene.createdAt(row), bits(scene.seed, row, 84), bits(scene.seed, row, 85))
      out.id(scene.batch, 0)
      out.bytes(entity)
      out.id(scene.ids, row * 16)
      out.bytes(created)
    },
  })
}
