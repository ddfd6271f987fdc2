import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import type { ReactNode } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay, useSession } from '../../../../ui/shell/session.tsx'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { EmptyState, Label, TextLink } from '../../../../ui/theme/parts.tsx'
import { Timeline, type TimelineProps } from '../../../../ui/timeline/Timeline.tsx'
import { useAct } from '../use-act.ts'
import { type CustomerPage, customersContract } from '../../contract.ts'
import { actsOf, concernsOnlyHere, type HistoryAct, othersIn } from './acts.ts'
import { ChangeLines } from './ChangeLines.tsx'

type ChangesProps = Required<Pick<TimelineProps, 'kinds' | 'kind' | 'onKind'>> & {
  page: CustomerPage
  composer: ReactNode
}

/** Who changed what about a customer and all records of the family, with before and after, and the way back. */
export function Changes({ page: { record, family }, composer, ...filters }: ChangesProps) {
  const t = useT()
  const query = useInfiniteQuery({
    // With the family, whose records come and go.
    queryKey: [customersContract.changes.name, record.id, family.map(({ id }) => id)],
    queryFn: ({ pageParam, signal }) =>
      call(
        customersContract.changes,
        { params: { id: record.id }, query: { limit: 100, ...(pageParam ? { before: pageParam } : {}) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: last => last.next,
  })
  const acts = actsOf(query.data?.pages.flatMap(page => page.items) ?? [])
  const state = query.error
    ? { problem: wordsOf(query.error, t), retry: () => void query.refetch() }
    : query.isPending
      ? ('loading' as const)
      : ('ready' as const)
  return (
    <Timeline
      {...filters}
      composer={composer}
      state={state}
      empty={<EmptyState title={t('customers.changes.none')}>{t('customers.changes.noneHint')}</EmptyState>}
      entries={acts.map(act => ({
        id: act.batchId,
        kind: 'change',
        at: act.at,
        icon: History,
        title: <ActTitle act={act} family={family} />,
        detail: act.changes.some(
          ({ action, entity }) => action === 'changed' || (action === 'deleted' && entity !== 'customer'),
        ) ? (
          <ActLines act={act} family={family} />
        ) : undefined,
        aside: channelOf(act, t),
        acts: <UndoAct act={act} />,
      }))}
      older={{
        more: query.hasNextPage,
        loading: query.isFetchingNextPage,
        onMore: () => void query.fetchNextPage(),
      }}
    />
  )
}

type ActProps = { act: HistoryAct; family: CustomerPage['family'] }

/** Who did what, and with whose record where it is not the one that shows for all. */
function ActTitle({ act, family }: ActProps) {
  const t = useT()
  const what = hasText(act.label) ? t(act.label) : t('customers.act.other')
  return (
    <>
      <b>{act.actorName}</b> · {what}
      {othersIn(act, family).map(({ id, name }) => (
        <span key={id}> · {t('customers.changes.ofRecord', { name })}</span>
      ))}
    </>
  )
}

/** What changed; where an act changed more than one record, each under its name. */
function ActLines({ act, family }: ActProps) {
  const t = useT()
  const records = [...Map.groupBy(act.changes, ({ rootId }) => rootId)]
  if (records.length === 1) return <ChangeLines changes={act.changes} />
  return records.map(([rootId, changes]) => {
    const part = family.find(({ id }) => id === rootId)
    return (
      <section key={rootId}>
        {part && <Label>{t('customers.changes.ofRecord', { name: part.name })}</Label>}
        <ChangeLines changes={changes} />
      </section>
    )
  })
}

/** Where it was done, unless by hand on the screen. */
function channelOf(act: HistoryAct, t: ReturnType<typeof useT>): string | undefined {
  const key = `customers.channel.${act.channel}`
  return act.channel !== 'screen' && hasText(key) ? t(key) : undefined
}

function UndoAct({ act }: { act: HistoryAct }) {
  const t = useT()
  const may = useMay()
  const { user } = useSession()
  const carryOut = useAct()
  const mine = act.actorId === user.id
  if (!concernsOnlyHere(act) || !may('history.undo') || !(mine || may('history.undo-any'))) return null
  const undo = () => void carryOut(historyContract.undo, { params: { id: act.batchId } }, t('ui.undone'))
  return <TextLink onClick={undo}>{t('ui.undo')}</TextLink>
}
