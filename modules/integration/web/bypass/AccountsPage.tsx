import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { Search, UsersRound } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { type Account, bypassEndpoints as api } from '../../contract/bypass.ts'
import stacked from '../stacked.module.css'
import { SystemsTabs } from '../SystemsTabs.tsx'
import { usePages } from '../use-pages.ts'
import styles from './bypass.module.css'

/** Whose team each account over there is. Configuration: nothing is counted beside the names. */
export default function AccountsPage() {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [only, setOnly] = useState<'all' | 'waiting'>('all')
  const q = useDeferredValue(typed.trim())
  const accounts = useAccounts({ q, waiting: only === 'waiting' })
  const pages = accounts.data?.pages
  const items = pages?.flatMap(page => page.items) ?? []
  const asked = q !== '' || only === 'waiting'
  return (
    <Page
      title={t('integration.accounts.title')}
      count={pages?.[0] && t('integration.accounts.waiting', { count: pages[0].waiting })}
    >
      <div className={styles.page}>
        <SystemsTabs />
        <p className={styles.quiet}>{t('integration.accounts.hint')}</p>
        <div className={styles.filters}>
          <TextInput
            aria-label={t('integration.accounts.search')}
            placeholder={t('integration.accounts.search')}
            leftSection={<Search size={14} aria-hidden />}
            value={typed}
            maxLength={200}
            onChange={event => setTyped(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label={t('integration.accounts.whose')}
            data={[
              { value: 'all', label: t('integration.accounts.all') },
              { value: 'waiting', label: t('integration.accounts.onlyWaiting') },
            ]}
            value={only}
            onChange={value => setOnly(value as 'all' | 'waiting')}
          />
        </div>
        {items.length > 0 && (
          <Card>
            <AccountTable items={items} teams={pages?.[0]?.teams ?? []} />
          </Card>
        )}
        {!pages && (
          <Card>
            <Reading of={accounts} lines={6} />
          </Card>
        )}
        {pages && items.length === 0 && asked && (
          <p className={styles.quiet}>{t('integration.accounts.noneFound')}</p>
        )}
        {pages && items.length === 0 && !asked && (
          <EmptyState icon={<UsersRound size={20} aria-hidden />} title={t('integration.accounts.none')}>
            {t('integration.accounts.noneHint')}
          </EmptyState>
        )}
        {accounts.hasNextPage && (
          <Button loading={accounts.isFetchingNextPage} onClick={() => void accounts.fetchNextPage()}>
            {t('integration.crosswalk.more')}
          </Button>
        )}
      </div>
    </Page>
  )
}

function useAccounts({ q, waiting }: { q: string; waiting: boolean }) {
  return usePages([api.accounts.name, q, waiting], (page, signal) =>
    call(
      api.accounts,
      { query: { waiting: waiting ? 'true' : 'false', ...(q ? { q } : {}), ...page } },
      signal,
    ),
  )
}

type Teams = readonly { id: string; name: string }[]

function AccountTable({ items, teams }: { items: readonly Account[]; teams: Teams }) {
  const t = useT()
  const format = useFormat()
  const heads = ['name', 'system', 'seen', 'whose'].map(key => ({
    key,
    head: t(`integration.accounts.${key}`),
  }))
  return (
    <div className={stacked.stacked}>
      <PlainTable heads={heads}>
        <tbody>
          {items.map(account => (
            <tr key={account.id}>
              <td data-whole>
                <bdi>{account.name}</bdi>
              </td>
              <td data-label={t('integration.accounts.system')}>
                <bdi>{account.systemName}</bdi>
              </td>
              <td data-label={t('integration.accounts.seen')} className={styles.quiet}>
                {format.relative(account.seenAt)}
              </td>
              <td data-label={t('integration.accounts.whose')} data-whole>
                <Whose account={account} teams={teams} />
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </div>
  )
}

const aProgram = 'program'

/** A team, a program, or not said yet; saved at once, with undo. */
function Whose({ account, teams }: { account: Account; teams: Teams }) {
  const t = useT()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const save = useMutate(api.changeAccount, {
    invalidates: [api.accounts, api.bypass],
    onDone: ({ batch }) => tellDone(t('integration.accounts.saved', { name: account.name }), batch),
  })
  const choose = (value: string | null) => {
    const body =
      value === aProgram
        ? { program: true }
        : { teamId: value, ...(account.programSince ? { program: false } : {}) }
    save.mutate({ params: { id: account.id }, body }, { onError: tellProblem })
  }
  return (
    <Select
      className={styles.whose ?? ''}
      aria-label={t('integration.accounts.whoseLabel', { name: account.name, system: account.systemName })}
      placeholder={t('integration.accounts.nobody')}
      data={[
        { value: aProgram, label: t('integration.accounts.program') },
        ...teams.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={account.programSince ? aProgram : account.teamId}
      onChange={choose}
      disabled={save.isPending}
      clearable
      searchable={teams.length > 8}
      clearButtonProps={{ 'aria-label': t('integration.accounts.nobody') }}
    />
  )
}
