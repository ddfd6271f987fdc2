import type { Context } from '../../../../platform/context.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import type { rulesEndpoints } from '../../contract/rules.ts'
import { maskedFields } from '../scope.ts'
import { fieldsOf } from './compile.ts'
import { requireSeenRule } from './listing.ts'

type Image = Record<string, unknown>
type Reply = ReplyOf<typeof rulesEndpoints.ruleHistory>
type Changed = Reply['items'][number]['changes'][number]

const shown: readonly (readonly [string, Changed['field']])[] = [
  ['name', 'name'],
  ['explanation', 'explanation'],
  ['dimension', 'dimension'],
  ['severity', 'severity'],
  ['kind', 'kind'],
  ['applies', 'applies'],
  ['must', 'must'],
  ['owner_user_id', 'ownerUserId'],
  ['owner_team_id', 'ownerTeamId'],
]

const most = 100

/** Who did what to a rule, the newest first; throws `NotFound` for one that the actor does not see. */
export async function ruleHistory(ctx: Context, id: string): Promise<Reply> {
  await requireSeenRule(ctx, id)
  const found = await rows<
    Omit<Reply['items'][number], 'at' | 'changes'> & { at: Date; before: Image | null; after: Image | null }
  >(
    ctx.db,
    `select c.id, c.batch_id as "batchId", b.at, b.actor_name as "actorName", c.action, b.undo_of is not null as "takesBack", c.before, c.after
     from platform.change c join platform.batch b on b.id = c.batch_id
     where c.root_id = $1 and c.entity = 'quality-rule' order by c.id desc limit ${most}`,
    [id],
  )
  const masked = maskedFields(ctx)
  return {
    items: found.map(({ at, before, after, ...entry }) => ({
      ...entry,
      at: at.toISOString(),
      changes: entry.action === 'changed' ? changesOf(before ?? {}, after ?? {}, masked) : [],
    })),
  }
}

function changesOf(before: Image, after: Image, masked: readonly string[]): Changed[] {
  const fields = shown
    .filter(([column]) => column in after)
    .map(([column, field]) => ({ field, before: before[column] ?? null, after: after[column] ?? null }))
    .filter(({ field, ...change }) => !isCondition(field) || !speaksOf(change, masked))
  const on = isOnIn(after)
  return on === null ? fields : [{ field: 'on', before: isOnIn(before), after: on }, ...fields]
}

const isCondition = (field: string) => field === 'applies' || field === 'must'

/** What the rule asked once may have been about a field that the reader may not see. */
function speaksOf({ before, after }: Pick<Changed, 'before' | 'after'>, masked: readonly string[]): boolean {
  return fieldsOf(before as Filter | null, after as Filter | null).some(field => masked.includes(field))
}

/** Whether the rule is on after this part of its row, which holds only what was changed; null where it says nothing of it. */
function isOnIn(image: Image): boolean | null {
  if ('active_to' in image) return image.active_to === null && image.active_from !== null
  return 'active_from' in image ? image.active_from !== null : null
}
