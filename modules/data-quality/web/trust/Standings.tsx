import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { keyOf, useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import type { TileAct } from '../../../../ui/theme/Tile.tsx'
import type { CustomerPart, Standings } from '../../../customers/web/index.ts'
import { dataQualityContract } from '../../contract.ts'
import type { Dispute } from '../../contract/disputes.ts'
import type { ValueTrustView } from '../../contract/trust.ts'
import { DisputeBelow } from './DisputeBelow.tsx'
import { DisputeDialog } from './DisputeDialog.tsx'
import { SettleDialog } from './SettleDialog.tsx'
import { standingOf } from './standing-words.ts'
import { useTrustAct } from './use-trust-act.ts'

type Open = { dispute: ValueTrustView } | { settle: Dispute } | null

/** Tells the page of a customer where its values stand, and lets one confirm and dispute them there. */
export function CustomerStandings({
  id,
  tell,
}: CustomerPart & { tell: (standings: Standings | null) => void }) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const trust = useTrust(id)
  const confirm = useConfirm(id)
  const [open, setOpen] = useState<Open>(null)
  const writes = may('customers.write')
  const { values = [], disputes = [] } = trust.data ?? {}
  const standings = useMemo<Standings>(() => {
    const stands = (value: ValueTrustView | undefined) => {
      if (!value) return undefined
      const dispute = disputes.find(({ id: known }) => known === value.disputeId)
      const acts: TileAct[] = [
        ...(dispute ? [] : [{ label: t('ui.tile.confirm'), run: () => void confirm([value]) }]),
        dispute
          ? { label: t('data-quality.trust.look'), run: () => setOpen({ settle: dispute }) }
          : { label: t('ui.tile.dispute'), run: () => setOpen({ dispute: value }) },
      ]
      return {
        standing: { ...standingOf(value, { t, format }), ...(writes ? { acts } : {}) },
        ...(dispute
          ? { below: <DisputeBelow dispute={dispute} onOpen={() => setOpen({ settle: dispute })} /> }
          : {}),
      }
    }
    return {
      field: key => stands(values.find(({ field, pointId }) => field === key && pointId === null)),
      // The dispute itself is told once, beside the facts.
      point: pointId => {
        const value = values.find(known => known.pointId === pointId)
        const told = stands(value)
        const twice = values.some(other => other.pointId === null && other.disputeId === value?.disputeId)
        return told && twice ? { standing: told.standing } : told
      },
    }
  }, [values, disputes, writes, confirm, t, format])
  const known = Boolean(trust.data)
  useEffect(() => tell(known ? standings : null), [tell, known, standings])
  return (
    <>
      {open && 'dispute' in open && (
        <DisputeDialog customerId={id} value={open.dispute} onClose={() => setOpen(null)} />
      )}
      {open && 'settle' in open && <SettleDialog dispute={open.settle} onClose={() => setOpen(null)} />}
    </>
  )
}

/** The trust of a customer's values; read again when something happens with it. */
export function useTrust(id: string) {
  const client = useQueryClient()
  // `user`: whoever sees only his own hears of others' acts by what is sent to him.
  useLive(['customer', 'contact-point', 'confirmation', 'dispute', 'user', 'batch'], {
    onEvent: event => {
      if (event.rootId === id || event.entity === 'batch' || event.kind === 'values.confirmed')
        void client.invalidateQueries({ queryKey: keyOf(dataQualityContract.trust, { params: { id } }) })
    },
  })
  return useCall(dataQualityContract.trust, { params: { id } }, { staleTime: 30_000 })
}

/** Confirms values of a customer in one click. */
export function useConfirm(id: string) {
  const t = useT()
  const act = useTrustAct()
  return useMemo(
    () => (values: readonly ValueTrustView[]) =>
      act(
        dataQualityContract.confirm,
        {
          params: { id },
          body: { values: values.map(({ field, pointId, value }) => ({ field, pointId, value })) },
        },
        { done: t('data-quality.trust.done.confirmed', { count: values.length }) },
      ),
    [act, id, t],
  )
}
