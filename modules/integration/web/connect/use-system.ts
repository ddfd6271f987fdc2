import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { type Act, useActOn } from '../../../../ui/shell/use-act.ts'
import { integrationContract } from '../../contract.ts'
import type { JoinedSystem, Load } from '../../contract/connecting-shapes.ts'

/** Milliseconds: progress is no event; a first load begins within seconds of joining. */
const askEvery = 1000
const askSeldom = 5000

export const isOpen = ({ state }: Load) =>
  state === 'waiting' || state === 'running' || state === 'cancelling'

/** The readings of a system, asked for again while one is at work; when that ends, everything on screen is read anew. */
export function useLoads({ id, objects }: JoinedSystem) {
  const client = useQueryClient()
  const found = useCall(integrationContract.loads, { params: { id } }, { refetchInterval: askSeldom })
  const loads = found.data?.items ?? []
  // The first readings of what was just joined begin by themselves, and small ones are over before one has looked.
  const awaited = found.isSuccess && objects.some(object => !loads.some(load => load.objectId === object.id))
  const open = awaited || loads.some(isOpen)
  const { refetch } = found
  useEffect(() => {
    if (!open) return undefined
    const timer = setInterval(() => void refetch(), askEvery)
    return () => clearInterval(timer)
  }, [open, refetch])
  const over = loads
    .filter(load => !isOpen(load))
    .map(load => load.id)
    .join()
  const before = useRef<string | null>(null)
  useEffect(() => {
    if (!found.isSuccess) return
    // What ended between the reading of the system and the first of its loads is not counted on screen yet.
    if (before.current === null && over !== '')
      void client.invalidateQueries({ queryKey: [integrationContract.system.name] })
    else if (before.current !== null && before.current !== over) void client.invalidateQueries()
    before.current = over
  }, [client, over, found.isSuccess])
  return found
}

const reads = Object.values(integrationContract)

/** Carries out an act on a system, says what was done, and reads everything about systems again. */
export const useSystemAct = (): Act => useActOn(reads)
