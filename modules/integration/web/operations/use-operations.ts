import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { call, callWithBatch } from '../../../../platform/contract/client.ts'
import { keyOf, useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { notify } from '../../../../ui/shell/toasts.ts'
import { customersContract } from '../../../customers/contract.ts'
import { integrationContract as api } from '../../contract.ts'
import type { OperationView } from '../../contract/operations.ts'

const live = ['customer', 'contact-point', 'user', 'batch']
const lists = [api.operations, api.operationCounts]

/** What is on its way for a customer, has just arrived, or waits for somebody; read again whenever something happens with him. */
export function useOperationsOf(id: string): readonly OperationView[] {
  const client = useQueryClient()
  // `user`: whoever sees only his own hears of others' acts by what is sent to him.
  useLive(live, {
    onEvent: event => {
      if (event.rootId === id || event.entity === 'batch' || event.entity === 'user')
        void client.invalidateQueries({ queryKey: keyOf(api.ofCustomer, { params: { id } }) })
    },
  })
  const read = useCall(api.ofCustomer, { params: { id } }, { staleTime: 10_000 })
  // What is on its way arrives within a moment, also where nobody tells of it.
  const moving = read.data?.items.some(({ state }) => state === 'pending' || state === 'sent') ?? false
  useCall(api.ofCustomer, { params: { id } }, { refetchInterval: moving ? 4000 : false })
  return read.data?.items ?? []
}

export type Waiting = { state: OperationView['state'] | null; system: string | null }

/** What waits for somebody, a page at a time. */
export function useStuck({ state, system }: Waiting) {
  useLive(live, { invalidates: lists })
  return useInfiniteQuery({
    queryKey: [api.operations.name, 'pages', state, system],
    queryFn: ({ pageParam, signal }) =>
      call(
        api.operations,
        {
          query: {
            limit: 50,
            ...(state ? { state: state as 'asked' } : {}),
            ...(system ? { system } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: last => last.next,
  })
}

/** How much waits for somebody; the number beside the tab. */
export function useOperationCounts() {
  useLive(live, { invalidates: lists })
  return useCall(api.operationCounts, {}, { staleTime: 10_000 })
}

export type One = 'mine' | 'theirs' | 'edit' | 'replay' | 'give-up'
export type Alike = 'approve' | 'refuse' | 'mine' | 'theirs' | 'replay' | 'give-up'

/** Decides, says so with Undo, and reads again what the screens show. Answers whether it was done. */
export function useDeciding() {
  const t = useT()
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const [sending, setSending] = useState(false)
  const decided = useCallback(
    async (decide: () => Promise<void>): Promise<boolean> => {
      setSending(true)
      try {
        await decide()
        return true
      } catch (error) {
        tellProblem(error)
        return false
      } finally {
        setSending(false)
        for (const { name } of [...lists, api.ofCustomer, customersContract.page])
          void client.invalidateQueries({ queryKey: [name] })
      }
    },
    [client, tellProblem],
  )
  const one = (operation: OperationView, decision: One, values?: Record<string, string | null>) =>
    decided(async () => {
      const { batch } = await callWithBatch(api.decideOperation, {
        params: { id: operation.customer.id, childId: operation.id },
        body: { decision, ...(values ? { values } : {}) },
      })
      tellDone(
        t(`integration.operation.done.${decision}`, { system: operation.system.name }),
        undoable(decision, batch),
      )
    })
  const many = (operations: readonly OperationView[], decision: Alike) =>
    decided(async () => {
      const { data: reply, batch } = await callWithBatch(api.decideMany, {
        body: { ids: operations.map(({ id }) => id), decision },
      })
      const [only] = operations
      const said =
        operations.length === 1 && only && reply.done === 1
          ? t(`integration.operation.done.${decision}`, { system: only.system.name })
          : t('integration.operation.done.many', { count: reply.done })
      if (reply.done > 0) tellDone(said, undoable(decision, batch))
      const [left] = reply.left
      if (left)
        notify({
          message: t('integration.operation.done.left', {
            count: reply.left.length,
            why: t(`errors.${left.code}`),
          }),
        })
    })
  return { one, many, sending }
}

/** Only what has changed the customer here can be taken back; what was sent there is changed back by that, too. */
function undoable(decision: One | Alike, batch: string | null): string | null {
  return decision === 'theirs' || decision === 'edit' ? batch : null
}
