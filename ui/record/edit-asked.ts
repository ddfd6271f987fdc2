import { useEffect, useRef } from 'react'

type Asking = { recordId: string; field: string }

const hearers = new Set<(asking: Asking) => boolean>()

/** Opens the editor of a field where the record's facts are shown; answers false where nobody shows it for editing. */
export function askToEdit(asking: Asking): boolean {
  return [...hearers].some(hear => hear(asking))
}

/** Hears who wants a field of this record to be edited; `open` answers whether it could be opened. */
export function useEditAsked(recordId: string, open: (field: string) => boolean): void {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    const hear = (asking: Asking) => asking.recordId === recordId && latest.current(asking.field)
    hearers.add(hear)
    return () => void hearers.delete(hear)
  }, [recordId])
}
