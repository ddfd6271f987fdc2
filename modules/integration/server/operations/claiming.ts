import type { Db } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { RemoteCreation, RemoteValues } from '../connectors/port.ts'

/** What a record that is made there consists of besides what is set: the field that holds our id, and its lines. */
export type Make = Pick<RemoteCreation, 'ours' | 'lines'>

/** An operation that this process has taken upon itself, until its lease is over. `attempts` tells later takers from this one. */
export type Claimed = {
  customerId: string
  id: string
  objectId: string
  /** Empty where the record is to be made. */
  key: string
  make: Make | null
  set: RemoteValues
  expected: RemoteValues
  baseStamp: string | null
  wantedAt: Date
  sentAt: Date
  attempts: number
  /** Another process, or an earlier try, has sent it, and nobody knows what came of it. */
  wasSent: boolean
}

/** Systems that are on and have something to be sent now. */
export async function systemsWithWork(db: Db): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select s.id from integration.system s where s.off_since is null and s.drill_since is null
       and exists (select 1 from integration.operation o
         where o.system_id = s.id and o.state in ('pending', 'sent') and o.due_at <= now())`,
  )
  return found.map(({ id }) => id)
}

/**
 * Takes the next operations of a system, oldest first, and says so before anything is sent: this is committed by itself. Of a record
 * only the first one is taken, and none while another one of it may be on its way. `lease` in seconds.
 */
export function claim(
  db: Db,
  { systemId, most, lease }: { systemId: string; most: number; lease: number },
): Promise<Claimed[]> {
  return rows<Claimed>(
    db,
    `with next as materialized (
       select o.customer_id, o.id, o.state from integration.operation o
       where o.system_id = $1 and o.state in ('pending', 'sent') and o.due_at <= now()
         -- Of a customer who was removed nothing is made; it goes on when he is brought back.
         and (o.kind = 'change' or exists (select from customers.v_customer c where c.id = o.customer_id))
         and not exists (select 1 from integration.operation e
           where e.object_id = o.object_id and e.key = o.key and e.id <> o.id
             and (e.state = 'sent' or (e.state = 'pending' and e.id < o.id and o.state = 'pending')))
       order by o.id limit $2 for update of o skip locked)
     update integration.operation o set state = 'sent', attempts = o.attempts + 1, sent_at = now(),
       due_at = now() + $3 * interval '1 second', reason = null
     from next n where o.customer_id = n.customer_id and o.id = n.id
     returning o.customer_id as "customerId", o.id, o.object_id as "objectId", coalesce(o.key, '') as key, o.make, o.set, o.expected, o.base_stamp as "baseStamp",
       o.wanted_at as "wantedAt", o.sent_at as "sentAt", o.attempts, n.state = 'sent' as "wasSent"`,
    [systemId, most, lease],
  )
}
