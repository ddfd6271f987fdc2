import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { keyOf, useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { useSession } from '../../../../ui/shell/session.tsx'
import { notify } from '../../../../ui/shell/toasts.ts'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { EmptyState, ErrorState } from '../../../../ui/theme/parts.tsx'
import { type CustomerPage as CustomerRead, customersContract } from '../../contract.ts'
import { WithReferences } from '../references.tsx'
import { CustomerRecord } from './CustomerRecord.tsx'
import { PageSkeleton } from './PageSkeleton.tsx'
import { noteSeen } from './recently-seen.ts'

/** The page of one customer. */
export default function CustomerPage() {
  const { id = '' } = usePathParams()
  const page = useCall(customersContract.page, { params: { id } })
  useLiveCustomer(id)
  useSeen(page.data?.record.id ?? id, page.isSuccess)
  useCanonical(id, page.data)
  if (page.data && !page.error) {
    return (
      <WithReferences>
        <CustomerRecord key={id} page={page.data} />
      </WithReferences>
    )
  }
  if (page.error) return <NoCustomer error={page.error} onRetry={() => void page.refetch()} />
  return <PageSkeleton />
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

function NoCustomer({ error, onRetry }: { error: { status: number }; onRetry: () => void }) {
  const t = useT()
  if (error.status !== 404 && error.status !== 400) {
    return (
      <Page title={t('entity.customer.$title')}>
        <ErrorState message={wordsOf(error, t)} onRetry={onRetry} />
      </Page>
    )
  }
  return (
    <Page title={t('entity.customer.$title')}>
      <EmptyState
        title={t('customers.page.gone')}
        acts={<Link to="/customers">{t('customers.page.toList')}</Link>}
      >
        {t('customers.page.goneHint')}
      </EmptyState>
    </Page>
  )
}
