import type { Context } from '../context.ts'
import { run } from '../database/statement.ts'
import type { StoredFile } from './store.ts'

/** Makes a stored file known to the database, in the transaction of what refers to it. */
export async function keepFile(ctx: Pick<Context, 'db' | 'actor'>, file: StoredFile): Promise<void> {
  await run(
    ctx.db,
    'insert into platform.file (id, name, media_type, size, sha256, storage_key, created_by) values ($1, $2, $3, $4, $5, $6, $7)',
    [file.id, file.name, file.mediaType, file.size, file.sha256, file.key, ctx.actor.id],
  )
}
