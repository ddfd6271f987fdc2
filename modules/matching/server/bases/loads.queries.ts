import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'

type Load = {
  id: string
  fileName: string
  state: string
  read: number
  created: number
  matched: number
  refused: number
  createdAt: Date
}

/** The files that were loaded into a base, the newest first; drafts and checks are none yet. */
export async function loadsOf(ctx: Context, baseId: string) {
  const found = await rows<Load>(
    ctx.db,
    `select i.id, i.file_name as "fileName", i.state, i.read_rows as read, i.created, i.matched, i.refused, i.created_at as "createdAt"
     from platform.import i where i.entity = 'base-record' and i.options -> 'constants' ->> 'base' = $1::text and not i.dry_run and i.state <> 'draft'
     order by i.id desc limit 100`,
    [baseId],
  )
  return found.map(load => ({ ...load, createdAt: load.createdAt.toISOString() }))
}
