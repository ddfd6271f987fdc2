import { useNavigate } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { customersContract } from '../../../customers/contract.ts'
import type { NewCustomerDraft } from '../../../customers/web/index.ts'
import { type NewOpportunity, salesContract } from '../../contract.ts'
import { pathOf } from '../opportunity.ts'
import { useAct } from '../use-act.ts'
import type { CustomerDraft } from './NewCustomer.tsx'

/** Whose opportunity it will be: one that is there, or one that comes with it. */
export type Whose = { id: string; title: string | null } | { draft: CustomerDraft } | null

/** Opens an opportunity, its customer before it where that is new. What was created once is not created again. */
export function useOpening(setWhose: (whose: Whose) => void) {
  const t = useT()
  const act = useAct()
  const navigate = useNavigate()
  const [sending, setSending] = useState(false)
  const following = useRef(new Map<string, (id: string) => Promise<void>>())
  const follow = useCallback<NewCustomerDraft['follow']>((name, next) => {
    if (next) following.current.set(name, next)
    else following.current.delete(name)
  }, [])
  const create = async (draft: CustomerDraft): Promise<string | undefined> => {
    const name = draft.name.trim()
    const body = {
      name,
      kind: draft.kind,
      ...(draft.email.trim() ? { email: draft.email.trim() } : {}),
      ...(draft.phone.trim() ? { phone: draft.phone.trim() } : {}),
    }
    const made = await act(customersContract.create, { body }, t('sales.deal.newCustomer.made', { name }))
    if (!made) return undefined
    setWhose({ id: made.data.id, title: name })
    for (const next of following.current.values()) await next(made.data.id)
    return made.data.id
  }
  const send = async (whose: Whose, body: Omit<NewOpportunity, 'customer'>) => {
    if (!whose) return
    setSending(true)
    const customer = 'draft' in whose ? await create(whose.draft) : whose.id
    const answer =
      customer &&
      (await act(
        salesContract.openOpportunity,
        { body: { ...body, customer } },
        t('sales.done.opened', { name: body.name }),
      ))
    setSending(false)
    if (answer) void navigate({ to: pathOf(answer.data) })
  }
  return { send, sending, follow }
}
