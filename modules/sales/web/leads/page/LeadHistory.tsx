import { History } from 'lucide-react'
import { useCall } from '../../../../../platform/contract/hooks.ts'
import { historyContract } from '../../../../../platform/history/contract.ts'
import { hasText } from '../../../../../platform/i18n/index.ts'
import { useT } from '../../../../../platform/i18n/react.ts'
import { useMay, useSession } from '../../../../../ui/shell/session.tsx'
import { wordsOf } from '../../../../../ui/shell/undo.ts'
import { TextLink } from '../../../../../ui/theme/parts.tsx'
import { Timeline } from '../../../../../ui/timeline/Timeline.tsx'
import { actsOf, ChangeLines, concernsOnlyHere, type HistoryAct } from '../../../../customers/web/index.ts'
import { useLeadAct } from '../use-lead-act.ts'

/** Who did what with a lead, with before and after, and the way back of one's own acts. */
export function LeadHistory({ id }: { id: string }) {
  const t = useT()
  const may = useMay()('history.read')
  const asked = useCall(historyContract.ofRecord, { query: { rootId: id, limit: 100 } }, { enabled: may })
  if (!may) return null
  const state = asked.error
    ? { problem: wordsOf(asked.error, t), retry: () => void asked.refetch() }
    : asked.isPending
      ? ('loading' as const)
      : ('ready' as const)
  return (
    <Timeline
      state={state}
      entries={actsOf(asked.data?.items ?? []).map(act => ({
        id: act.batchId,
        kind: 'change',
        at: act.at,
        icon: History,
        title: (
          <>
            <b>
              <bdi>{act.actorName}</bdi>
            </b>{' '}
            · {hasText(act.label) ? t(act.label) : t('customers.act.other')}
          </>
        ),
        detail: act.changes.some(({ action }) => action === 'changed') ? (
          <ChangeLines changes={act.changes} />
        ) : undefined,
        acts: <UndoAct act={act} />,
      }))}
    />
  )
}

function UndoAct({ act }: { act: HistoryAct }) {
  const t = useT()
  const may = useMay()
  const { user } = useSession()
  const carryOut = useLeadAct()
  if (!concernsOnlyHere(act) || act.actorId !== user.id || !may('history.undo')) return null
  const undo = () => void carryOut(historyContract.undo, { params: { id: act.batchId } }, t('ui.undone'))
  return <TextLink onClick={undo}>{t('ui.undo')}</TextLink>
}
