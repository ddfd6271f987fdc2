import { V7Generator } from 'uuidv7'

/** Random numbers are fetched in thousands: of single ones the fetching was half of what an id costs. */
const pool = new Uint32Array(4096)
let next = pool.length

const generator = new V7Generator({
  nextUint32() {
    if (next === pool.length) {
      crypto.getRandomValues(pool)
      next = 0
    }
    return pool[next++] as number
  },
})

/** A new record id: UUID version 7 (RFC 9562), made here because PostgreSQL below 18 cannot. Ordered by time. */
export function newId(): string {
  return generator.generate().toString()
}

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether something that came from outside has the form of a record id. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && form.test(value)
}
