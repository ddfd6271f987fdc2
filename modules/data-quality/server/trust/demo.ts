import type { Context } from '../../../../platform/context.ts'
import { run } from '../../../../platform/database/statement.ts'

/**
 * Confirmations and disputes of the demo company: most owners have asked their customers now and then, and a few values
 * are disputed. They belong to customers of the same act and need no history of their own.
 */
export async function demoTrust(ctx: Context, { today }: { today: Date }): Promise<void> {
  await run(ctx.db, confirmations, [today])
  await run(ctx.db, disputes, [today])
}

/** A number from 0 to 999 that is always the same for a text. */
const draw = (text: string) => `('x' || substr(md5(${text}), 1, 7))::bit(28)::int % 1000`

const confirmations = `
  insert into data_quality.confirmation (customer_id, id, field, value, made_by, made_at)
  select c.id, platform.new_id(), v.field, v.value, c.owner_id, d.at
  from customers.v_customer c
  cross join lateral (
    select case p.kind when 'web' then 'website' else p.kind end as field, p.value from customers.v_contact_point p where p.customer_id = c.id
    union select f.field, f.value from (values ('jobTitle', c.job_title), ('city', c.city), ('postcode', c.postcode), ('website', c.website),
      ('industry', c.industry), ('employees', c.employees::text)) f(field, value) where f.value <> '') v
  cross join lateral (select $1::timestamptz - ${draw(`'when' || c.id || v.field`)} * interval '22 hours' as at) d
  where c.owner_id is not null and d.at > c.created_at and ${draw(`'asked' || c.id || v.field`)} < 780`

/** Seven telephone numbers of which somebody has heard another last digit; one of them should have been decided by now. */
const disputes = `
  insert into data_quality.dispute (customer_id, id, field, value, proposed, reason, raised_by, raised_at, due_at)
  select customer_id, platform.new_id(), 'phone', value, to_jsonb(right_one), reason, user_id, raised_at, raised_at + interval '72 hours'
  from (
    select p.customer_id, p.value, left(p.value, -1) || ((right(p.value, 1)::int + 3) % 10) as right_one, u.id as user_id,
      $1::timestamptz - row_number() over (order by md5(p.customer_id::text)) * interval '11 hours' as raised_at,
      'The number is out of service; the web page has this one.' as reason
    from customers.v_contact_point p join customers.v_customer c on c.id = p.customer_id and c.owner_id is not null
    cross join lateral (select u.id from staff.v_user u where u.id <> c.owner_id order by md5(u.id::text || c.id) limit 1) u
    where p.kind = 'phone' and p.is_primary and p.problem is null and p.value ~ '^[+][0-9]+$' and p.created_at < $1
    order by md5(p.customer_id::text) limit 7) seven`
