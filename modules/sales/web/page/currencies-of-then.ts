type Changed = {
  id: string
  entity: string
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
}

/** In which currency a deal was before and after a change. */
export type Then = { before: string; after: string }

/**
 * In which currency a deal was before and after each of its changes, by the id of the change: `changes` newest first and without
 * a gap, `now` what it is in today.
 */
export function currenciesOfThen(changes: readonly Changed[], now: string): ReadonlyMap<string, Then> {
  const found = new Map<string, Then>()
  let currency = now
  for (const { id, entity, before, after } of changes) {
    if (entity !== 'opportunity') continue
    const changed = typeof after?.['currency'] === 'string' ? after['currency'] : currency
    currency = typeof before?.['currency'] === 'string' ? before['currency'] : changed
    found.set(id, { before: currency, after: changed })
  }
  return found
}
