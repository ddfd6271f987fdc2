import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import type { Debt } from '../../contract/board.ts'
import { isOn, nameOfRule } from '../rules/rule.ts'
import { maskedFields, seenCustomers } from '../scope.ts'

type DebtRow = {
  ruleId: string
  key: string | null
  name: string | null
  dimension: Debt['rule']['dimension']
  severity: Debt['rule']['severity']
  field: string | null
  ownerKind: 'user' | 'team' | null
  ownerId: string | null
  ownerName: string | null
  byCustomer: boolean
  open: number
  oldest: Date
  added: number
  mended: number
}

const most = 200

/**
 * What is to be mended: findings on customers the actor sees, by rule and by who mends, the most first. Whom the rule names
 * mends all of them; otherwise each owner mends those of his own customers. `mine`: what falls to the actor or a team of his.
 */
export async function listDebts(
  ctx: Context,
  { mine, dimension }: { mine?: boolean; dimension?: string | undefined },
): Promise<{ items: Debt[]; open: number }> {
  const sql = sqlWriter()
  const seen = seenCustomers(ctx, { alias: 't', sql })
  const now = sql.bind(ctx.now, 'timestamptz')
  // What was mended before is history; its rows would only be read.
  const recent = `(f.mended_at is null or f.mended_at > ${now} - interval '7 days')`
  const where = [isOn, recent, `not r.fields && ${sql.bind(maskedFields(ctx), 'text[]')}`, seen]
  if (dimension) where.push(`r.dimension = ${sql.bind(dimension, 'text')}`)
  const me = mine ? sql.bind(ctx.actor.id, 'uuid') : ''
  const owned = mine
    ? `where d.user_id = ${me} or d.team_id in (select m.team_id from staff.v_team_member m where m.user_id = ${me})`
    : ''
  const found = await rows<DebtRow>(
    ctx.db,
    `with debts as (
       select f.rule_id, r.owner_team_id as team_id, r.owner_user_id is null and r.owner_team_id is null as by_customer,
         case when r.owner_team_id is null then coalesce(r.owner_user_id, t.owner_id) end as user_id,
         (count(*) filter (where f.mended_at is null))::int as open,
         min(f.found_at) filter (where f.mended_at is null) as oldest,
         (count(*) filter (where f.mended_at is null and f.found_at > ${now} - interval '7 days'))::int as added,
         (count(*) filter (where f.mended_at > ${now} - interval '7 days'))::int as mended
       from data_quality.finding f join data_quality.rule r on r.id = f.rule_id
       join customers.v_customer t on t.id = f.customer_id and t.merged_into is null
       where ${where.join(' and ')} group by 1, 2, 3, 4)
     select d.rule_id as "ruleId", r.key, r.name, r.dimension, r.severity, r.fields[1] as field,
       case when d.team_id is not null then 'team' when d.user_id is not null then 'user' end as "ownerKind",
       coalesce(d.team_id, d.user_id) as "ownerId", coalesce(g.name, u.name) as "ownerName", d.by_customer as "byCustomer",
       d.open, d.oldest, d.added, d.mended
     from debts d join data_quality.rule r on r.id = d.rule_id
     left join staff.v_team g on g.id = d.team_id left join staff.v_user u on u.id = d.user_id
     ${owned} order by d.open desc, d.rule_id`,
    sql.values,
  )
  const open = found.filter(debt => debt.open > 0)
  return {
    items: open.slice(0, most).map(debt => debtOf(ctx, debt)),
    open: open.reduce((all, debt) => all + debt.open, 0),
  }
}

function debtOf(ctx: Context, debt: DebtRow): Debt {
  const { ruleId, dimension, severity, field, ownerKind, ownerId, ownerName } = debt
  return {
    rule: { id: ruleId, name: nameOfRule(debt, ctx.locale), dimension, severity, field },
    owner: ownerKind && ownerId ? { kind: ownerKind, id: ownerId, name: ownerName ?? '' } : null,
    open: debt.open,
    oldest: debt.oldest.toISOString(),
    added: debt.added,
    mended: debt.mended,
    filter: filterOf(debt),
  }
}

function filterOf({ ruleId, byCustomer, ownerId }: DebtRow): Filter {
  const rule: Filter = { field: '@rule', op: 'eq', value: ruleId }
  if (!byCustomer) return rule
  const owner: Filter = ownerId
    ? { field: 'owner', op: 'eq', value: ownerId }
    : { field: 'owner', op: 'empty' }
  return { and: [rule, owner] }
}
