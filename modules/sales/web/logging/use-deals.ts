import { useEffect } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { salesContract } from '../../contract.ts'
import { type Opportunity, opportunityOf } from '../opportunity.ts'
import type { Draft } from './kept.ts'

/** The open deals of the customer; where there is one only, that is meant until somebody says otherwise. */
export function useDealsOf(
  { customer, deal, text }: Draft,
  onChange: (change: Partial<Draft>) => void,
): readonly Opportunity[] {
  const filter = {
    and: [
      { field: 'customer', op: 'eq', value: customer?.id },
      { field: 'outcome', op: 'empty' },
    ],
  }
  const asked = useCall(
    salesContract.opportunities,
    { query: { filter: JSON.stringify(filter), limit: 20 } },
    { enabled: customer !== null },
  )
  const deals = asked.data?.items.map(item => opportunityOf(item)) ?? []
  const only = deals.length === 1 ? deals[0] : undefined
  const known = deals.find(({ id }) => id === deal?.id)
  useEffect(() => {
    if (only && !deal && text === '')
      onChange({ deal: { id: only.id, title: only.name }, step: only.nextStep })
    // Once for each customer: whoever takes the deal out again has decided.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [only?.id])
  useEffect(() => {
    if (known) onChange({ step: known.nextStep })
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [known?.id])
  return customer ? deals : []
}
