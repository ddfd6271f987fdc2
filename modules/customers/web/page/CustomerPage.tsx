import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { keyOf, useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { RecordOpened } from '../../../../ui/record/RecordOpened.tsx'
import { useLive } from '../../../../ui/shell/live.ts'
import { useSession } from '../../../../ui/shell/session.tsx'
import { notify } from '../../../../ui/shell/toasts.ts'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { type CustomerPage as CustomerRead, customersContract } from '../../contract.ts'
import { WithReferences } from '../references.tsx'
import { CustomerRecord } from './CustomerRecord.tsx'
import { PageSkeleton } from './PageSkeleton.tsx'
import { noteSeen } from './recently-seen.ts'

/** The page of one customer. */
export default function CustomerPage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const page = useCall(customersContract.page, { params: { id } })
  useLiveCustomer(id)
  useSeen(page.data?.record.id ?? id, page.isSuccess)
  useCanonical(id, page.data)
  return (
    <RecordOpened
      asked={page}
      title={t('entity.customer.$title')}
      gone={t('customers.page.gone')}
      goneHint={t('customers.page.goneHint')}
      list={{ path: '/customers', title: t('customers.page.toList') }}
      bones={<PageSkeleton />}
    >
      {read => (
        <WithReferences>
          <CustomerRecord key={id} page={read} />
        </WithReferences>
      )}
    </RecordOpened>
  )
}

/** A record that is part of a customer is shown as that one, and under its address. */
function useCanonical(id: string, page: CustomerRead | undefined): void {
  const t = useT()
  const client = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    if (!page || page.record.id === id) return
    const member = page.family.find(member => member.id === id)
    client.setQueryData(keyOf(customersContract.page, { params: { id: page.record.id } }), page)
    if (member) notify({ message: t('customers.family.moved', { name: member.name }) })
    void navigate({
      to: '/customers/$id' as string,
      params: { id: page.record.id } as never,
      hash: true,
      replace: true,
    })
  }, [client, id, navigate, page, t])
}

/** What others do to this customer is seen at once. */
function useLiveCustomer(id: string): void {
  const client = useQueryClient()
  useLive(['customer', 'timeline-entry', 'task', 'relationship', 'batch'], {
    onEvent: event => {
      if (event.rootId !== id && event.entity !== 'batch') return
      void client.invalidateQueries({ queryKey: keyOf(customersContract.page, { params: { id } }) })
    },
  })
}

function useSeen(id: string, found: boolean): void {
  const { user } = useSession()
  useEffect(() => {
    if (found) noteSeen(user.id, id)
  }, [found, user.id, id])
}
