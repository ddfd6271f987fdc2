import { Button } from '@mantine/core'
import { Combine } from 'lucide-react'
import { useMutate, useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { EmptyState } from '../../../../ui/theme/parts.tsx'
import { matchingContract } from '../../contract.ts'

const stale = [matchingContract.runs, matchingContract.queue, matchingContract.progress]

/** The queue is empty: because all is decided, or because nobody has searched yet. */
export function NothingWaits({ searched }: { searched: boolean }) {
  const t = useT()
  const may = useMay()
  const tellProblem = useTellProblem()
  const runs = useCall(matchingContract.runs, {}, { refetchInterval: 3000 })
  const search = useMutate(matchingContract.startRun, { invalidates: stale })
  const running = runs.data?.items.find(({ state }) => state === 'waiting' || state === 'running')
  return (
    <EmptyState
      icon={<Combine size={20} aria-hidden />}
      title={t('matching.desk.empties.title')}
      acts={
        may('matching.manage') &&
        !running && (
          <Button
            loading={search.isPending}
            onClick={() => search.mutate({ body: { kind: 'full' } }, { onError: tellProblem })}
          >
            {t('matching.desk.search')}
          </Button>
        )
      }
    >
      {running
        ? t('matching.desk.searching', { step: running.step })
        : t(searched ? 'matching.desk.empties.hint' : 'matching.desk.empties.never')}
    </EmptyState>
  )
}
