/** Something that happened, told to whoever registered for it. Names are `entity.verb-in-past` (`customer.created`). */
export type Event = {
  kind: string
  entity: string
  /** The record at the root of the data that lives together (the customer); used to place the row. */
  rootId: string
  recordId: string
  data?: Record<string, unknown>
}

/** Writes the event into the outbox, in the transaction of the write, and runs the *inside* listeners. */
export type Emit = (event: Event) => Promise<void>
