import type { Context, Db } from './context.ts'
import { keptPlan } from './database/prepared.ts'
import { row, run } from './database/statement.ts'

/** A setting an administrator has made, or the given value. */
export async function settingOf<T>(db: Db, name: string, otherwise: T): Promise<T> {
  const text = keptPlan('select value from platform.setting where name = $1')
  const found = await row<{ value: T }>(db, text, [name])
  return found ? found.value : otherwise
}

/** Keeps a setting. */
export async function keepSetting(ctx: Pick<Context, 'db'>, name: string, value: unknown): Promise<void> {
  await run(
    ctx.db,
    'insert into platform.setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value, updated_at = now()',
    [name, JSON.stringify(value)],
  )
}

/** Forgets a setting, so that what was before it holds again. */
export async function forgetSetting(ctx: Pick<Context, 'db'>, name: string): Promise<void> {
  await run(ctx.db, 'delete from platform.setting where name = $1', [name])
}
