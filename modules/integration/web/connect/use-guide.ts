import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call, type Problem } from '../../../../platform/contract/client.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useUrlState } from '../../../../ui/shell/url-state.ts'
import { integrationContract } from '../../contract.ts'
import type { ConnectionFailure, JoinedSystem, ObjectLook } from '../../contract/connecting-shapes.ts'
import {
  type Draft,
  emptyDraft,
  lookKey,
  type Picked,
  type StepName,
  stepNames,
  stepsFor,
  whereOf,
} from './draft.ts'

const place = 'integration.connect'

function keptDraft(): Draft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Draft | null
    return kept ? { ...emptyDraft, ...kept, secrets: {} } : emptyDraft
  } catch {
    return emptyDraft
  }
}

/** Forgets what was said, when it has been done. */
export function forgetDraft(): void {
  sessionStorage.removeItem(place)
}

const isId = (value: unknown) =>
  typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? value : undefined

/**
 * Where one is in the guide and what was said so far. With `?system=` further tables of a system are joined; then kind and connection
 * are known already.
 */
export function useGuide() {
  const [asked, go] = useUrlState('step', value => stepNames.find(name => name === value))
  const [systemId] = useUrlState('system', isId)
  const found = useCall(
    integrationContract.system,
    { params: { id: systemId ?? '' } },
    { enabled: systemId !== undefined },
  )
  const kinds = useCall(integrationContract.systemKinds, {}, { staleTime: Number.POSITIVE_INFINITY })
  const [draft, setDraft] = useState<Draft>(() => (systemId ? emptyDraft : keptDraft()))
  // A connection that was tried in this page; one that was tried before it was loaded anew has lost its secrets.
  const [tried, setTried] = useState(false)
  const system = systemId ? (found.data ?? null) : null
  const change = (next: Partial<Draft>) => {
    setDraft(former => {
      const draft = { ...former, ...next }
      const { secrets: _, ...kept } = draft
      if (!systemId) sessionStorage.setItem(place, JSON.stringify(kept))
      return draft
    })
  }
  const first: StepName = systemId ? 'tables' : 'kind'
  const [late, setLate] = useState(
    () => systemId === undefined && asked !== undefined && stepNames.indexOf(asked) > 1,
  )
  const back: StepName = draft.kind ? 'connection' : 'kind'
  const step: StepName = late ? back : (asked ?? first)
  const all = stepsFor(system?.kind ?? draft.kind)
  const steps = systemId ? all.slice(all.indexOf('tables')) : all
  useEffect(() => {
    // The address says where one is now, or the guide would jump ahead as soon as the connection stands again.
    if (late && asked !== back) go(back)
  }, [late, asked, back, go])
  return {
    step,
    steps,
    /** The step before and behind this one. */
    former: steps[steps.indexOf(step) - 1],
    next: steps[steps.indexOf(step) + 1],
    go: (next: StepName | undefined) => {
      setLate(false)
      go(next)
    },
    draft,
    change,
    kinds,
    kind: kinds.data?.items.find(({ kind }) => kind === (system?.kind ?? draft.kind)) ?? null,
    targets: kinds.data?.targets ?? [],
    system,
    reading: systemId ? found : null,
    tried,
    setTried,
    /** The page was loaded anew behind the connection. */
    late: late && draft.kind !== null,
    where: whereOf(draft, system),
  }
}

export type Guide = ReturnType<typeof useGuide>
export type Looks = { looks: Map<string, ObjectLook>; failure: ConnectionFailure | null }

const atOnce = 8

/** The first records of the tables that were chosen, with what is suggested for their fields. */
export function useLooks(guide: Guide, picked: readonly Picked[]) {
  const { where } = guide
  return useQuery<Looks, Problem>({
    queryKey: ['integration.looks', where, picked.map(lookKey)],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async ({ signal }) => {
      const looks = new Map<string, ObjectLook>()
      for (let at = 0; at < picked.length; at += atOnce) {
        const part = picked.slice(at, at + atOnce)
        const objects = part.map(({ object: { likely: _, ...shape }, as }) => ({
          shape,
          role: as.role,
          kind: as.kind,
        }))
        const answer = await call(integrationContract.lookAtObjects, { body: { ...where, objects } }, signal)
        if (answer.failure) return { looks, failure: answer.failure }
        for (const [index, look] of answer.looks.entries()) looks.set(lookKey(part[index] as Picked), look)
      }
      return { looks, failure: null }
    },
  })
}

/** The tables of the system, as they were found. */
export function useTables(guide: Guide) {
  return useCall(
    integrationContract.findObjects,
    { body: guide.where },
    { staleTime: Number.POSITIVE_INFINITY },
  )
}

/** Names of what is joined of the system already. */
export function joinedNames(system: JoinedSystem | null): Set<string> {
  return new Set(system?.objects.map(({ space, name }) => JSON.stringify([space, name])) ?? [])
}
