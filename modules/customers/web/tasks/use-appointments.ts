import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { UseAlso } from '../../../../ui/views/CalendarOfList.tsx'
import { customersContract } from '../../contract.ts'

/** My meetings and visits of these days, for the calendar of the tasks. */
export const useAppointments: UseAlso = days => {
  const t = useT()
  const format = useFormat()
  const asked = useCall(customersContract.appointments, { query: days }, { keepPrevious: true })
  return (asked.data?.items ?? []).map(({ id, at, kind, title, customerId, customerName }) => ({
    id,
    start: at,
    title: title || customerName,
    tone: 'blue' as const,
    hint: format.list([
      format.time(at),
      t(`customers.entry.${kind}`),
      ...(title ? [title] : []),
      customerName,
    ]),
    to: `/customers/${customerId}`,
  }))
}
