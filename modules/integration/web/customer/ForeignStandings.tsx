import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { keyOf, useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { customersContract } from '../../../customers/contract.ts'
import type { CustomerPart, Standings, ValueStanding } from '../../../customers/web/index.ts'
import { integrationContract } from '../../contract.ts'
import type { ForeignChange } from '../../contract/records.ts'
import { momentOf } from './system-words.ts'

/** For so long a change is said below the value; afterwards its tile tells of it. */
const newsFor = 48 * 3_600_000

/** Tells the page of a customer which of his values were changed in another system, by whom there, and when. */
export function ForeignStandings({
  id,
  tell,
}: CustomerPart & { tell: (standings: Standings | null) => void }) {
  const t = useT()
  const format = useFormat()
  const client = useQueryClient()
  const read = useCall(integrationContract.standings, { params: { id } }, { staleTime: 30_000 })
  const page = useCall(customersContract.page, { params: { id } }, { staleTime: 30_000 })
  useLive(['customer', 'timeline-entry'], {
    onEvent: ({ kind, rootId }) => {
      if (rootId !== id || kind === 'integration.arrived') return
      void client.invalidateQueries({ queryKey: keyOf(integrationContract.standings, { params: { id } }) })
    },
  })
  const changes = read.data?.changes
  const points = page.data?.contactPoints
  const standings = useMemo<Standings | null>(() => {
    if (!changes || changes.length === 0) return null
    const said = (change: ForeignChange | undefined): ValueStanding | undefined => {
      if (!change) return undefined
      const params = { system: change.system, by: change.by ?? '', time: momentOf(change.at, { format }) }
      const note = t(`integration.changedThere.${change.by === null ? 'mark' : 'markBy'}`, params)
      const isNews = Date.now() - Date.parse(change.seenAt) < newsFor
      return { note, ...(isNews ? { below: <span>{note}</span> } : {}) }
    }
    const changeOf = (key: string) => changes.find(({ fields }) => fields.some(field => field.key === key))
    return {
      field: key => said(changeOf(key)),
      point: pointId => {
        const point = points?.find(known => known.id === pointId)
        const change = point && changeOf(point.kind)
        const after = change?.fields.find(({ key }) => key === point?.kind)?.after
        return point && (after === point.value || after === point.given) ? said(change) : undefined
      },
    }
  }, [changes, points, t, format])
  useEffect(() => tell(standings), [tell, standings])
  return null
}
