import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useActOn } from '../../../../ui/shell/use-act.ts'
import { type TargetHolder, targetContract as api } from '../../contract.ts'

/** What was typed for a month, and what stood there when it was typed over: if another amount is kept by then, the server refuses. */
type Cell = {
  kind: TargetHolder['kind']
  holder: string
  at: number
  amount: number | null
  was: number | null
}
type Cells = ReadonlyMap<string, Cell>

const reads = [api.targets, api.myNumbers, api.coverage]
export const idOf = ({ kind, id }: Pick<TargetHolder, 'kind' | 'id'>) => `${kind} ${id}`
const cellOf = (row: TargetHolder, at: number) => `${idOf(row)} ${at}`

/** The rows as they are on the screen, and their way to the server. Only cells that somebody has typed are sent. */
export function useTyped(year: number, kept: readonly TargetHolder[]) {
  const t = useT()
  const act = useActOn(reads)
  const [typed, setTyped] = useState<Cells>(new Map())
  const [added, setAdded] = useState<readonly TargetHolder[]>([])
  const [saving, setSaving] = useState(false)
  const known = new Set(kept.map(idOf))
  const rows = [...kept, ...added.filter(row => !known.has(idOf(row)))].map(row => ({
    ...row,
    months: row.months.map((amount, at) => {
      const cell = typed.get(cellOf(row, at))
      return cell ? cell.amount : amount
    }),
  }))
  const wanted = [...typed.values()]
    .filter(({ amount, was }) => amount !== was)
    .map(({ at, ...cell }) => ({ ...cell, period: `${year}-${String(at + 1).padStart(2, '0')}` }))
  const change = (changed: ReadonlyMap<number, TargetHolder>) => {
    const cells = [...changed].flatMap(([place, row]) => differing(rows[place], row))
    setTyped(now => {
      const next = new Map(now)
      for (const [key, cell] of cells) next.set(key, { ...cell, was: (now.get(key) ?? cell).was })
      return next
    })
  }
  const add = (id: string, name: string) => {
    const months = Array.from({ length: 12 }, () => null)
    const row: TargetHolder = { kind: 'seller', id, name, active: true, months, setBy: null, setAt: null }
    setAdded(now => (now.some(one => idOf(one) === idOf(row)) ? now : [...now, row]))
  }
  const save = async () => {
    const sent = typed
    setSaving(true)
    const done = await act(
      api.setTargets,
      { body: { items: wanted } },
      t('sales.targets.saved', { count: wanted.length }),
    )
    setSaving(false)
    if (done) setTyped(now => since(now, sent))
  }
  const forget = () => {
    setTyped(new Map())
    setAdded([])
  }
  return { rows, change, add, changes: wanted.length, save, saving, forget }
}

function differing(before: TargetHolder | undefined, row: TargetHolder): [string, Cell][] {
  return row.months.flatMap((amount, at): [string, Cell][] => {
    const was = before?.months[at] ?? null
    return amount === was ? [] : [[cellOf(row, at), { kind: row.kind, holder: row.id, at, amount, was }]]
  })
}

/** What was typed while the rest was on its way to the server: it stands on what was sent. */
function since(now: Cells, sent: Cells): Cells {
  return new Map(
    [...now].flatMap(([key, cell]): [string, Cell][] => {
      const before = sent.get(key)
      if (before === cell) return []
      return [[key, before ? { ...cell, was: before.amount } : cell]]
    }),
  )
}
