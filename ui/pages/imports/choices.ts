import type { Draft, Options, Target } from './draft.ts'

const key = 'tessera.import'

/** Keeps what a person has chosen for a file, until the tab is closed; only for the last file. */
export function keepChoices({ preview, targets, options }: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ id: preview.import.id, targets, options }))
  } catch {
    // Storage may be full or forbidden; then a page loaded anew begins with what the server knows.
  }
}

/** The draft with what was chosen for it in this tab, else as it is. */
export function choicesOf(draft: Draft): Draft {
  const kept = read()
  if (kept?.id !== draft.preview.import.id) return draft
  const targets = Object.fromEntries(
    Object.entries(draft.targets).map(([column, target]) => [column, kept.targets?.[column] ?? target]),
  )
  return { ...draft, targets, options: kept.options ?? draft.options }
}

type Kept = {
  id?: string
  targets?: Record<string, Target>
  options?: Options
}

function read(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null
  } catch {
    return null
  }
}
