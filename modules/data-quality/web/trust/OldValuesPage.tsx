import { Button, SegmentedControl, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { Avatar, Bones, Card, EmptyState, ErrorState } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract } from '../../contract.ts'
import type { OldValuesOfCustomer } from '../../contract/trust.ts'
import { OldValueLine } from './OldValueLine.tsx'
import { useConfirm } from './Standings.tsx'
import styles from './trust.module.css'
import { useValueWords } from './value-words.ts'

const fields = ['phone', 'email', 'address', 'jobTitle', 'city', 'employees', 'website', 'industry']

/** Values past their half-life, customer by customer, to be confirmed in one click. */
export default function OldValuesPage() {
  const t = useT()
  const words = useValueWords()
  const [whose, setWhose] = useState<'me' | 'all'>('me')
  const [field, setField] = useState<string | null>(null)
  const old = useOldValues({ owner: whose === 'me' ? 'me' : undefined, field: field ?? undefined })
  const items = old.data?.pages.flatMap(page => page.items) ?? []
  return (
    <Page title={t('data-quality.trust.oldPage')}>
      <div className={styles.column}>
        <div className={styles.filters}>
          <SegmentedControl
            aria-label={t('data-quality.trust.whose')}
            data={[
              { value: 'me', label: t('data-quality.trust.mine') },
              { value: 'all', label: t('data-quality.trust.everyones') },
            ]}
            value={whose}
            onChange={value => setWhose(value as 'me' | 'all')}
          />
          <Select
            aria-label={t('data-quality.trust.fieldLabel')}
            placeholder={t('data-quality.trust.everyField')}
            data={fields.map(key => ({ value: key, label: words.labelOf(key) }))}
            value={field}
            onChange={setField}
            clearable
            clearButtonProps={{ 'aria-label': t('data-quality.trust.everyField') }}
          />
        </div>
        <p className={styles.hint}>{t('data-quality.trust.oldHint')}</p>
        {old.error && <ErrorState message={wordsOf(old.error, t)} onRetry={() => void old.refetch()} />}
        {old.isPending && (
          <Card>
            <Bones lines={6} />
          </Card>
        )}
        {old.data && items.length === 0 && !old.hasNextPage && (
          <EmptyState icon={<CheckCheck size={20} aria-hidden />} title={t('data-quality.trust.noneOld')}>
            {t('data-quality.trust.noneOldHint')}
          </EmptyState>
        )}
        {items.map(customer => (
          <OldCustomer key={customer.customerId} customer={customer} />
        ))}
        {old.hasNextPage && (
          <Button loading={old.isFetchingNextPage} onClick={() => void old.fetchNextPage()}>
            {t('data-quality.trust.more')}
          </Button>
        )}
      </div>
    </Page>
  )
}

function OldCustomer({ customer: { customerId, name, kind, values } }: { customer: OldValuesOfCustomer }) {
  const t = useT()
  const may = useMay()
  const confirm = useConfirm(customerId)
  return (
    <Card aria-label={name}>
      <header className={styles.oldHead}>
        <Avatar
          name={name}
          id={customerId}
          size="small"
          {...(kind === 'person' ? {} : { shape: 'square' })}
        />
        <Link to={`/customers/${customerId}`}>
          <bdi>{name}</bdi>
        </Link>
        {values.length > 1 && may('customers.write') && (
          <Button size="compact-sm" onClick={() => void confirm(values)}>
            {t('data-quality.trust.confirmAll', { count: values.length })}
          </Button>
        )}
      </header>
      <ul>
        {values.map(value => (
          <OldValueLine key={`${value.field} ${value.pointId}`} customerId={customerId} value={value} />
        ))}
      </ul>
    </Card>
  )
}

function useOldValues(query: { owner: string | undefined; field: string | undefined }) {
  return useInfiniteQuery({
    queryKey: [dataQualityContract.oldValues.name, 'pages', query],
    queryFn: ({ pageParam, signal }) =>
      call(
        dataQualityContract.oldValues,
        {
          query: {
            limit: 30,
            ...(query.owner ? { owner: query.owner } : {}),
            ...(query.field ? { field: query.field } : {}),
            ...(pageParam ? { after: pageParam } : {}),
          },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: last => last.next,
  })
}
