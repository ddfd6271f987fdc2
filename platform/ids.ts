import { uuidv7obj } from 'uuidv7'

/** A new record id: UUID version 7 (RFC 9562), made here because PostgreSQL below 18 cannot. Ordered by time. */
export function newId(): string {
  return uuidv7obj().toString()
}
