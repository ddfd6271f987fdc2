import type { HealthCheck, Module } from '../../../platform/module.ts'
import { tables } from '../../../platform/context.ts'
import { user } from '../entities.ts'
import { accessChangedEvent } from './access-changed.ts'
import { findColleagues } from './colleagues.ts'
import { demoStaff } from './demo.ts'
import type { Installation } from './installation.ts'
import { staffJobs } from './jobs.ts'
import { staffRoutes } from './routes.ts'
import type { StaffTables } from './tables.ts'

/** What the module registers with the platform. */
export function staffModule(installation: Installation): Module {
  return {
    name: 'staff',
    routes: [staffRoutes(installation)],
    entities: [user],
    permissions: ['staff.read', 'staff.manage', 'keys.manage', 'demo.switch'].map(name => ({ name })),
    jobs: staffJobs,
    listeners: [
      // At once in this process; the others hear of it through the outbox.
      {
        event: accessChangedEvent,
        name: 'staff.forget-access',
        when: 'inside',
        run: async () => installation.forgetAccess(),
      },
    ],
    search: [{ entity: 'user', find: findColleagues }],
    health: [whoIsHere],
    demo: demoStaff,
  }
}

const whoIsHere: HealthCheck = {
  name: 'staff.administrators',
  run: async ctx => {
    const { administrators } = await tables<StaffTables>(ctx)
      .selectFrom('staff.user_role as ur')
      .innerJoin('staff.role as r', 'r.id', 'ur.role_id')
      .leftJoin('staff.user_deactivation as d', 'd.user_id', 'ur.user_id')
      .where('r.key', '=', 'administrator')
      .where('d.user_id', 'is', null)
      .select(eb => eb.fn.countAll<number>().as('administrators'))
      .executeTakeFirstOrThrow()
    return { ok: administrators > 0, detail: { administrators } }
  },
}
