/** What is selected: some records, or all that match the list's filter except some. */
export type Selection = { mode: 'some' | 'all'; ids: ReadonlySet<string> }

export const nothingSelected: Selection = { mode: 'some', ids: new Set() }

/** Whether a record is selected. */
export function isSelected(selection: Selection, id: string): boolean {
  return selection.ids.has(id) === (selection.mode === 'some')
}

/** How many are selected, given how many match. */
export function selectedCount(selection: Selection, total: number | null): number {
  return selection.mode === 'some' ? selection.ids.size : Math.max(0, (total ?? 0) - selection.ids.size)
}

/** Selects or deselects records. */
export function withSelected(selection: Selection, ids: readonly string[], selected: boolean): Selection {
  const next = new Set(selection.ids)
  const listed = selected === (selection.mode === 'some')
  for (const id of ids) {
    if (listed) next.add(id)
    else next.delete(id)
  }
  return { mode: selection.mode, ids: next }
}

/** Selects everything that matches, also what has not been read yet. */
export const everythingSelected: Selection = { mode: 'all', ids: new Set() }
