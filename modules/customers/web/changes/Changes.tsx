import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import type { ReactNode } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay, useSession } from '../../../../ui/shell/session.tsx'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { EmptyState, TextLink } from '../../../../ui/theme/parts.tsx'
import { Timeline, type TimelineProps } from '../../../../ui/timeline/Timeline.tsx'
import { useAct } from '../use-act.ts'
import { actsOf, concernsOnlyHere, type HistoryAct } from './acts.ts'
import { ChangeLines } from './ChangeLines.tsx'

type ChangesProps = Required<Pick<TimelineProps, 'kinds' | 'kind' | 'onKind'>> & {
  customerId: string
  composer: ReactNode
}

/** Who changed what about a customer, with before and after, and the way back. */
export function Changes({ customerId, composer, ...filters }: ChangesProps) {
  const t = useT()
  const query = useInfiniteQuery({
    queryKey: [historyContract.ofRecord.name, { rootId: customerId, every: true }],
    queryFn: ({ pageParam, signal }) =>
      call(
        historyContract.ofRecord,
        { query: { rootId: customerId, limit: 100, ...(pageParam ? { before: pageParam } : {}) } },
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
        title: <ActTitle act={act} />,
        detail: act.changes.some(
          ({ action, entity }) => action === 'changed' || (action === 'deleted' && entity !== 'customer'),
        ) ? (
          <ChangeLines changes={act.changes} />
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

function ActTitle({ act }: { act: HistoryAct }) {
  const t = useT()
  const what = hasText(act.label) ? t(act.label) : t('customers.act.other')
  return (
    <>
      <b>{act.actorName}</b> · {what}
    </>
  )
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
