import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { call } from '../../../../platform/contract/client.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay, useSession } from '../../../../ui/shell/session.tsx'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { EmptyState, TextLink } from '../../../../ui/theme/parts.tsx'
import { Timeline, type TimelineProps } from '../../../../ui/timeline/Timeline.tsx'
import { actsOf, ChangeLines, concernsOnlyHere, type HistoryAct } from '../../../customers/web/index.ts'
import { dealReadings, type OpportunityPage } from '../../contract.ts'
import { useAct } from '../use-act.ts'
import { useTelling } from './use-telling.ts'

type DealChangesProps = Required<Pick<TimelineProps, 'kinds' | 'onKind'>> & {
  kind: string | null
  page: OpportunityPage
}

/** Who changed what about a deal and all that belongs to it, and the way back. */
export function DealChanges({ page, ...filters }: DealChangesProps) {
  const t = useT()
  const id = page.record.id
  const query = useInfiniteQuery({
    queryKey: [dealReadings.opportunityChanges.name, id],
    queryFn: ({ pageParam, signal }) =>
      call(
        dealReadings.opportunityChanges,
        { params: { id }, query: { limit: 100, ...(pageParam ? { before: pageParam } : {}) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: last => last.next,
  })
  const changes = query.data?.pages.flatMap(({ items }) => items) ?? []
  const { tell, namesIn } = useTelling(page, changes)
  const acts = actsOf(changes)
  const state = query.error
    ? { problem: wordsOf(query.error, t), retry: () => void query.refetch() }
    : query.isPending
      ? ('loading' as const)
      : ('ready' as const)
  return (
    <Timeline
      {...filters}
      state={state}
      empty={<EmptyState title={t('sales.deal.story.none')} />}
      entries={acts.map(act => ({
        id: act.batchId,
        kind: 'change',
        at: act.at,
        icon: History,
        title: (
          <>
            <b>{act.actorName}</b> · {hasText(act.label) ? t(act.label) : act.label}
            {namesIn(act).map(name => (
              <span key={name}>
                {' · '}
                <bdi>{name}</bdi>
              </span>
            ))}
          </>
        ),
        detail: act.changes.some(
          ({ action, entity }) => ['changed', 'deleted'].includes(action) && !silent.includes(entity),
        ) ? (
          <ChangeLines changes={act.changes.filter(({ entity }) => !silent.includes(entity))} tell={tell} />
        ) : undefined,
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

/** What they are is said by the act, and by the fields of the deal that mirror them. */
const silent = ['stage-visit', 'closure']

function UndoAct({ act }: { act: HistoryAct }) {
  const t = useT()
  const may = useMay()
  const { user } = useSession()
  const carryOut = useAct()
  const allowed = may('history.undo') && (act.actorId === user.id || may('history.undo-any'))
  if (!allowed || !concernsOnlyHere(act)) return null
  const undo = () => void carryOut(historyContract.undo, { params: { id: act.batchId } }, t('ui.undone'))
  return <TextLink onClick={undo}>{t('ui.undo')}</TextLink>
}
