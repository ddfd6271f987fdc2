import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { callWithBatch, Problem } from '../../../../platform/contract/client.ts'
import { keyOf } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useTellProblem, wordsOf } from '../../../../ui/shell/undo.ts'
import { quoteContract, type QuoteDraft, type QuotePage, type QuoteVersion } from '../../contract.ts'
import { following, type Line, linesOf, merged, written } from './draft.ts'

/** What is said of the whole quote besides its lines. */
export type Head = Omit<QuoteDraft, 'lines'>

type Local = {
  id: string | null
  version: number
  lines: readonly Line[]
  /** What was typed and is not kept yet. */
  head: Head
  /** How often something was typed, and how much of that is kept or was refused. */
  edits: number
  kept: number
  refused: string | null
}

export type Draft = {
  version: QuoteVersion
  lines: readonly Line[]
  /** The version with what was typed laid over it. */
  head: QuoteVersion
  setLines: (change: (lines: readonly Line[]) => readonly Line[]) => void
  setHead: (change: Head) => void
  state: 'saved' | 'saving' | 'typing'
  /** Why the last of it was not taken. */
  refused: string | null
  /** Saves what is not kept yet; answers the version to go on with, or null where that was refused. */
  keep: () => Promise<number | null>
}

/** Milliseconds after the last key until a draft is saved. */
const pause = 600

/** The draft of a quote as it is typed. It is saved whenever the typing pauses; null where no version can be changed. */
export function useDraft(page: QuotePage): Draft | null {
  const draft = page.versions.find(({ id }) => id === page.draft) ?? null
  const [local, show] = useState(() => localOf(draft))
  // What holds now: a save that had to wait begins long after the drawing it was asked for in.
  const held = useRef(local)
  const setLocal = useCallback((change: (before: Local) => Local) => {
    held.current = change(held.current)
    show(held.current)
  }, [])
  const [saving, setSaving] = useState(false)
  const dirty = local.edits !== local.kept
  const isNew = (draft?.id ?? null) !== local.id || (draft !== null && draft.version !== local.version)
  // Somebody else wrote, or an act was undone: that is shown, unless something is being typed here.
  useLayoutEffect(() => {
    if (dirty || saving || !isNew) return
    setLocal(now => (now.edits === now.kept ? localOf(draft) : now))
  }, [dirty, saving, isNew, draft, setLocal])
  const save = useSaving({ page, held, setLocal, setSaving })
  useLeaving({ local, saving, save })
  if (!draft) return null
  const type = (change: (before: Local) => Partial<Local>) =>
    setLocal(before => ({ ...before, ...change(before), edits: before.edits + 1, refused: null }))
  return {
    version: draft,
    lines: local.lines,
    head: laidOver(draft, local.head),
    setLines: change => type(before => ({ lines: change(before.lines) })),
    setHead: change =>
      type(before => ({
        head: { ...before.head, ...change },
        ...('priceList' in change ? { lines: before.lines.map(following) } : {}),
      })),
    state: saving ? 'saving' : dirty ? 'typing' : 'saved',
    refused: local.refused,
    keep: save,
  }
}

/** Saves when the typing pauses, when the network is back and when the page is left; a tab is not closed over what is not saved. */
function useLeaving({ local, saving, save }: { local: Local; saving: boolean; save: Draft['keep'] }): void {
  const dirty = local.edits !== local.kept
  const latest = useRef({ dirty, save })
  useEffect(() => {
    latest.current = { dirty, save }
  })
  useEffect(() => {
    if (!dirty || saving || local.refused !== null) return undefined
    const timer = setTimeout(() => void latest.current.save(), pause)
    return () => clearTimeout(timer)
  }, [dirty, saving, local.edits, local.refused])
  useEffect(() => {
    if (!dirty && !saving) return undefined
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    const again = () => void latest.current.save()
    window.addEventListener('beforeunload', stay)
    window.addEventListener('online', again)
    return () => {
      window.removeEventListener('beforeunload', stay)
      window.removeEventListener('online', again)
    }
  }, [dirty, saving])
  useEffect(
    () => () => {
      if (latest.current.dirty) void latest.current.save()
    },
    [],
  )
}

type SavingParts = {
  page: QuotePage
  held: { readonly current: Local }
  setLocal: (change: (before: Local) => Local) => void
  setSaving: (saving: boolean) => void
}

function useSaving({ page, held, setLocal, setSaving }: SavingParts): () => Promise<number | null> {
  const t = useT()
  const client = useQueryClient()
  const tellProblem = useTellProblem()
  const running = useRef<Promise<number | null> | null>(null)
  const params = { id: page.record.id }
  const key = keyOf(quoteContract.quotePage, { params })
  const send = async (): Promise<number | null> => {
    const sent = held.current
    const lines = written(sent.lines)
    const known = client.getQueryData<QuotePage>(key) ?? page
    const draft = known.versions.find(({ id }) => id === known.draft)
    if (!draft || !differsFrom(draft, lines, sent.head)) {
      setLocal(now => ({ ...now, kept: sent.edits }))
      return sent.version
    }
    const body = { ...sent.head, lines }
    const { data } = await callWithBatch(quoteContract.writeDraft, { params, body, ifMatch: sent.version })
    const kept = data.versions.find(({ id }) => id === data.draft)
    // An older answer that is still on its way must not take the place of this one.
    await client.cancelQueries({ queryKey: key })
    if (kept) setLocal(now => after(now, sent, kept))
    client.setQueryData(key, data)
    // Whoever left the page meanwhile sees a list that was read before.
    void client.invalidateQueries({ queryKey: [quoteContract.quotes.name] })
    return kept?.version ?? null
  }
  const refuse = async (problem: unknown) => {
    const isTaken =
      problem instanceof Problem &&
      [409, 412].includes(problem.status) &&
      problem.code.startsWith('platform.')
    if (isTaken) {
      tellProblem(problem)
      setLocal(now => ({ ...now, version: 0, kept: now.edits, refused: null }))
      await client.invalidateQueries({ queryKey: [quoteContract.quotePage.name] })
    } else setLocal(now => ({ ...now, refused: wordsOf(problem, t) }))
    return null
  }
  return async () => {
    // Two at once would refuse one another.
    while (running.current) await running.current
    setSaving(true)
    running.current = send().catch(refuse)
    const version = await running.current
    running.current = null
    setSaving(false)
    return version
  }
}

/** What is on the screen once the server has taken `sent`; what was typed meanwhile stays. */
function after(now: Local, sent: Local, kept: QuoteVersion): Local {
  const head = Object.fromEntries(
    Object.entries(now.head).filter(([key, value]) => sent.head[key as keyof Head] !== value),
  ) as Head
  return {
    ...now,
    id: kept.id,
    version: kept.version,
    lines: merged(now.lines, sent.lines, kept),
    head,
    kept: sent.edits,
    refused: null,
  }
}

function localOf(draft: QuoteVersion | null): Local {
  return {
    id: draft?.id ?? null,
    version: draft?.version ?? 0,
    lines: draft ? linesOf(draft) : [],
    head: {},
    edits: 0,
    kept: 0,
    refused: null,
  }
}

/** A version with what was typed laid over it. */
function laidOver(draft: QuoteVersion, { priceList, ...head }: Head): QuoteVersion {
  const typed = Object.fromEntries(Object.entries(head).map(([key, value]) => [key, value ?? null]))
  return {
    ...draft,
    ...(typed as Partial<QuoteVersion>),
    ...(priceList === undefined
      ? {}
      : { priceList: priceList === null ? null : { id: priceList, title: null } }),
  }
}

/** An empty line more is nothing that has to be kept. */
function differsFrom(draft: QuoteVersion, lines: ReturnType<typeof written>, head: Head): boolean {
  return Object.keys(head).length > 0 || JSON.stringify(lines) !== JSON.stringify(written(linesOf(draft)))
}
