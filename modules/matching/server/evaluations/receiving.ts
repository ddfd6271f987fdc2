import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { invalid, Refused } from '../../../../platform/errors.ts'
import { keepFile } from '../../../../platform/files/files.ts'
import type { UploadedFile } from '../../../../platform/http/transfer-types.ts'
import { newId } from '../../../../platform/ids.ts'
import type { Evaluation } from '../../contract.ts'
import { columnsOf } from './columns.ts'
import { evaluationOf, forgetFiles, requireAtRest } from './evaluations.ts'

/** Opens an evaluation with its first file and says what its columns may be. */
export async function createEvaluation(ctx: Context, file: UploadedFile | undefined): Promise<Evaluation> {
  const given = requireReadable(file)
  const columns = await columnsOf([given])
  await keepFile(ctx, given)
  const id = newId()
  await run(
    ctx.db,
    'insert into matching.evaluation (id, file_id, columns, asked_by) values ($1, $2, $3, $4)',
    [id, given.id, JSON.stringify(columns), ctx.actor.id],
  )
  return evaluationOf(ctx.db, id)
}

const places = { second: 'second_id', pairs: 'pairs_id' } as const

/** Adds the second file, or the file of pairs, in place of one that is there. */
export async function addEvaluationFile(
  ctx: Context,
  id: string,
  file: UploadedFile | undefined,
): Promise<Evaluation> {
  const given = requireReadable(file)
  const as = given.fields.as?.trim()
  if (as !== 'second' && as !== 'pairs')
    throw invalid('as', 'platform.bad-value', '“as” says what the file is: “second” or “pairs”.')
  await requireAtRest(ctx.db, id)
  const before = await row<{ key: string; name: string; former: string | null }>(
    ctx.db,
    `select f.storage_key as key, f.name, e.${places[as]} as former from matching.evaluation e join platform.file f on f.id = e.file_id where e.id = $1`,
    [id],
  )
  const first = { path: ctx.files.path(String(before?.key)), name: String(before?.name) }
  const columns = await columnsOf(as === 'second' ? [first, given] : [given])
  if (as === 'pairs' && columns.length < 2)
    throw invalid(
      'file',
      'matching.no-pairs',
      `“${given.name}” has no two columns: each row names the two records of a pair.`,
    )
  await keepFile(ctx, given)
  await run(
    ctx.db,
    `update matching.evaluation set ${places[as]} = $2, columns = coalesce($3, columns) where id = $1`,
    [id, given.id, as === 'second' ? JSON.stringify(columns) : null],
  )
  if (before?.former) await forgetFiles(ctx, [before.former])
  return evaluationOf(ctx.db, id)
}

function requireReadable(file: UploadedFile | undefined): UploadedFile {
  if (!file)
    throw invalid('file', 'platform.file-missing', 'Send one file as multipart/form-data in the part “file”.')
  // A small archive may hold more than the disk; here nobody watches, unlike at the command line.
  if (file.mediaType === 'application/gzip')
    throw new Refused('matching.packed-file', `“${file.name}” is packed. Unpack it first.`, {
      name: file.name,
    })
  return file
}
