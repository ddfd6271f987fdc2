/**
 * Statement that lets the rest of the transaction write without its foreign keys being checked row by row (a third of
 * the time of bulk writes), where the database lets us: PostgreSQL 15 and newer ask for SET on the parameter, which an
 * owner of his database may be granted. Only for rows whose parents are written or locked in the same transaction.
 */
export const uncheckedForeignKeys = `select set_config('session_replication_role', 'replica', true)
  where has_parameter_privilege('session_replication_role', 'set')`

/** Statement that ends what `uncheckedForeignKeys` began, within the same transaction. */
export const checkedForeignKeys = `select set_config('session_replication_role', 'origin', true)
  where has_parameter_privilege('session_replication_role', 'set')`
