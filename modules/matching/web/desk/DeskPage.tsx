import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useUrlState } from '../../../../ui/shell/url-state.ts'
import { matchingContract } from '../../contract.ts'
import styles from './desk.module.css'
import { NothingWaits } from './NothingWaits.tsx'
import { PairDesk } from './PairDesk.tsx'
import { PairList } from './PairList.tsx'
import { keyOfPair, type PairKey, useDeciding, useQueue } from './use-desk.ts'
import { useDeskKeys } from './use-desk-keys.ts'

const stale = [matchingContract.queue, matchingContract.progress]
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** The steward's desk: which records are one customer, decided by keyboard. */
export default function DeskPage() {
  const t = useT()
  const may = useMay()
  const [chosen, choose] = useUrlState<PairKey>('pair', textOf)
  // On a phone the list and the pair are two steps.
  const [opened, setOpened] = useState(false)
  const { leaving, decide, undo } = useDeciding(choose)
  const queue = useQueue(leaving)
  const progress = useCall(matchingContract.progress, {}, { staleTime: 10_000 })
  useLive(['match-decision'], { invalidates: stale })
  const at = Math.max(
    0,
    queue.items.findIndex(item => keyOfPair(item) === chosen),
  )
  const listed = queue.items.find(item => keyOfPair(item) === chosen)
  const current =
    chosen && (listed || !queue.items.length) ? chosen : queue.items[0] && keyOfPair(queue.items[0])
  const go = useCallback(
    (step: number) => {
      const next = queue.items[Math.min(queue.items.length - 1, Math.max(0, at + step))]
      if (next) choose(keyOfPair(next))
    },
    [queue.items, at, choose],
  )
  useDeskKeys({ go, undo })
  const { pairs = 0, clusters = 0, minutes = 0, mineToday = 0 } = progress.data ?? {}
  return (
    <Page
      title={t('matching.desk.title')}
      layout="fill"
      count={progress.data && pairs > 0 ? t('matching.desk.count', { pairs, clusters, minutes }) : null}
      acts={
        <>
          <span className={styles.today}>{t('matching.desk.today', { count: mineToday })}</span>
          {may('matching.manage') && (
            <Button component={Link} to="/matching/rule">
              {t('matching.desk.rules')}
            </Button>
          )}
        </>
      }
    >
      {queue.data === undefined ? (
        <Reading of={queue} lines={8} />
      ) : current === undefined ? (
        <NothingWaits searched={progress.data?.uniqueness != null} />
      ) : (
        <div className={styles.desk} data-step={opened ? 'pair' : 'list'}>
          <PairList
            queue={queue}
            current={current}
            onChoose={key => {
              choose(key)
              setOpened(true)
            }}
          />
          <PairDesk
            key={current}
            of={current}
            at={{ place: at + 1, count: Math.max(pairs, queue.items.length) }}
            progress={progress.data}
            onBack={() => setOpened(false)}
            onDecide={(pair, how) => {
              const next = queue.items[at + 1] ?? queue.items[at - 1]
              choose(next && keyOfPair(next))
              void decide({ pair, ...how })
            }}
          />
        </div>
      )}
    </Page>
  )
}
