import type { Brief } from '../../contract.ts'

/** The columns of a customer as pairs show it, as one JSON value over `c` of `customers.v_customer`. */
export const briefJson = (
  alias: string,
) => `jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name, 'kind', ${alias}.kind,
  'city', ${alias}.city, 'email', ${alias}.email, 'phone', ${alias}.phone, 'source', ${alias}.source, 'createdAt', ${alias}.created_at,
  'owner', (select u.name from staff.v_user u where u.id = ${alias}.owner_id))`

/** Brings the time into the form of the API. */
export function briefOf(found: Brief): Brief {
  return { ...found, createdAt: new Date(found.createdAt).toISOString() }
}
