import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { call, callWithBatch } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { notify } from '../../../../ui/shell/toasts.ts'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { customersContract } from '../../../customers/contract.ts'

/** What a form holds besides values of the customer. */
const apart = new Set(['kind', 'owner', 'name', 'givenName', 'familyName', 'tags', 'custom'])

const empty = (value: unknown) => value === null || value === undefined || value === ''

/** Puts what was typed on a customer that is there, where it has nothing yet, and opens it. */
export function useAddTo(): (id: string, values: Readonly<Record<string, unknown>>) => Promise<void> {
  const t = useT()
  const navigate = useNavigate()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  return useCallback(
    async (id, values) => {
      try {
        const known = await call(customersContract.get, { params: { id } })
        const patch = Object.fromEntries(
          Object.entries(values).filter(
            ([key, value]) => !apart.has(key) && !empty(value) && key in known && empty(known[key]),
          ),
        )
        const name = String(known['name'] ?? '')
        if (Object.keys(patch).length === 0) notify({ message: t('matching.form.nothingToAdd', { name }) })
        else {
          const { batch } = await callWithBatch(customersContract.change, {
            params: { id },
            body: patch,
            ifMatch: known.version,
          })
          tellDone(t('matching.form.added', { name }), batch)
        }
        void navigate({ to: `/customers/${id}` })
      } catch (error) {
        tellProblem(error)
      }
    },
    [navigate, t, tellDone, tellProblem],
  )
}
