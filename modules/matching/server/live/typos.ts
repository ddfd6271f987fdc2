import type { Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { sentAhead } from '../../../../platform/database/sending.ts'
import { run } from '../../../../platform/database/statement.ts'
import { forPeople, tsqueryFor } from '../../../../platform/search/words.ts'

/** Milliseconds that may be spent on guessing what was meant; whoever types does not wait for it. */
const patience = 60

const shortly = sentAhead(keptPlan(`set local statement_timeout = ${patience}`))
const tooLong = '57014'

/**
 * What a mistyped name may mean, as a query over the words of names: by trigrams of the vocabulary, never of a million names
 * (20 to 430 ms measured). Null where it means nothing, or where finding out takes too long.
 */
export async function likeByWords(db: Db, typed: string): Promise<string | null> {
  await run(db, 'savepoint guessing')
  try {
    await run(db, shortly)
    const query = await tsqueryFor(db, typed, forPeople)
    await run(db, 'rollback to savepoint guessing')
    return query
  } catch (error) {
    await run(db, 'rollback to savepoint guessing')
    if ((error as { code?: unknown }).code === tooLong) return null
    throw error
  }
}
