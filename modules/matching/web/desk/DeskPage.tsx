import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
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
import { type Deciding, keyOfPair, type PairKey, useDeciding, useQueue } from './use-desk.ts'
import { useDeskKeys } from './use-desk-keys.ts'

const stale = [matchingContract.queue, matchingContract.progress]
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** The steward's desk: which records are one customer, decided by keyboard. */
export default function DeskPage() {
  const t = useT()
  const may = useMay()
  const progress = useCall(matchingContract.progress, {}, { staleTime: 10_000 })
  useLive(['match-decision'], { invalidates: stale })
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
      <Desk progress={progress.data} />
    </Page>
  )
}

/** The list and the pair that is chosen in it; the address names the pair. */
function Desk({ progress }: { progress: ReplyOf<typeof matchingContract.progress> | undefined }) {
  const [chosen, choose] = useUrlState<PairKey>('pair', textOf)
  // On a phone the list and the pair are two steps.
  const [opened, setOpened] = useState(false)
  const { leaving, decide, undo } = useDeciding(choose)
  const queue = useQueue(leaving)
  const first = queue.items[0]
  // What the address names is shown, also when it waits no longer: then it says who decided what.
  const current = chosen ?? (first && keyOfPair(first))
  const found = queue.items.findIndex(item => keyOfPair(item) === current)
  const at = Math.max(0, found)
  const go = (step: number) => {
    const next = queue.items[Math.min(queue.items.length - 1, Math.max(0, at + step))]
    if (next) choose(keyOfPair(next))
  }
  useDeskKeys({ go, undo })
  if (queue.data === undefined) return <Reading of={queue} lines={8} />
  if (current === undefined) return <NothingWaits searched={progress?.uniqueness != null} />
  const open = (key: PairKey) => {
    choose(key)
    setOpened(true)
  }
  const say = (pair: Deciding['pair'], how: Omit<Deciding, 'pair'>) => {
    const next = found < 0 ? first : (queue.items[at + 1] ?? queue.items[at - 1])
    choose(next && keyOfPair(next))
    void decide({ pair, ...how })
  }
  const place = { place: at + 1, count: Math.max(progress?.pairs ?? 0, queue.items.length) }
  return (
    <div className={styles.desk} data-step={opened ? 'pair' : 'list'}>
      <PairList queue={queue} current={current} onChoose={open} />
      <PairDesk
        key={current}
        of={current}
        at={place}
        progress={progress}
        onBack={() => setOpened(false)}
        onDecide={say}
      />
    </div>
  )
}
