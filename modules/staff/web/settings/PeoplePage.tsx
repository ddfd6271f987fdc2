import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Search, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { call, type Problem } from '../../../../platform/contract/client.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useUrlState } from '../../../../ui/shell/url-state.ts'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { peopleEndpoints } from '../../contract/people.ts'
import { InviteDialog } from './InviteDialog.tsx'
import { OpenInvitations } from './OpenInvitations.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { PersonDrawer } from './PersonDrawer.tsx'
import styles from './Settings.module.css'
import { SettingsFrame } from './SettingsFrame.tsx'

type Page = ReplyOf<typeof peopleEndpoints.listUsers>

const states = ['active', 'deactivated', 'any'] as const
type State = (typeof states)[number]

/** Who works here, and who is invited. */
export default function PeoplePage() {
  const t = useT()
  const manages = useMay()('staff.manage')
  const [q, setQ] = useState('')
  const [state, setState] = useState<State>('active')
  const [inviting, setInviting] = useUrlState('invite', value => (value === true ? true : undefined))
  const [openId, setOpenId] = useUrlState('person', value => (typeof value === 'string' ? value : undefined))
  const people = usePeople(q, state)
  const users = people.data?.pages.flatMap(page => page.items) ?? []
  const invite = (
    <Button
      variant="filled"
      leftSection={<UserPlus size={15} aria-hidden />}
      onClick={() => setInviting(true)}
    >
      {t('staff.people.invite')}
    </Button>
  )
  return (
    <SettingsFrame
      title={t('staff.settings.people')}
      count={people.data?.pages[0]?.total}
      acts={manages && invite}
    >
      {manages && <OpenInvitations />}
      <Card>
        <h2 className="visually-hidden">{t('staff.settings.people')}</h2>
        <div className={styles.form}>
          <div className={styles.tools}>
            <TextInput
              className={styles.grow ?? ''}
              maw={320}
              leftSection={<Search size={14} aria-hidden />}
              placeholder={t('staff.people.find')}
              aria-label={t('staff.people.find')}
              value={q}
              onChange={event => setQ(event.currentTarget.value)}
            />
            <SegmentedControl
              size="xs"
              value={state}
              onChange={setState}
              data={states.map(value => ({ value, label: t(`staff.people.state.${value}`) }))}
            />
          </div>
          <Reading of={people} lines={5} />
          {users.length > 0 && <PeopleTable users={users} {...(manages && { onOpen: setOpenId })} />}
          {people.data && users.length === 0 && (
            <EmptyState title={t('staff.people.none')}>{t('staff.people.noneHint')}</EmptyState>
          )}
          {people.hasNextPage && (
            <Button onClick={() => void people.fetchNextPage()} loading={people.isFetchingNextPage}>
              {t('staff.people.more')}
            </Button>
          )}
        </div>
      </Card>
      {manages && <InviteDialog opened={inviting === true} onClose={() => setInviting(undefined)} />}
      {manages && <PersonDrawer id={openId} onClose={() => setOpenId(undefined)} />}
    </SettingsFrame>
  )
}

function usePeople(text: string, state: State) {
  const [q] = useDebouncedValue(text.trim(), 150)
  return useInfiniteQuery<Page, Problem, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: [peopleEndpoints.listUsers.name, { q, state }],
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        peopleEndpoints.listUsers,
        { query: { state, ...(q && { q }), ...(pageParam && { cursor: pageParam }) } },
        signal,
      ),
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: former => former,
  })
}
