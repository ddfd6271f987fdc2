import { Button, SegmentedControl, Select } from '@mantine/core'
import { Check, CheckCheck, CornerUpLeft, RotateCcw, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { type BulkAct, BulkBar } from '../../../../ui/table/BulkBar.tsx'
import { Bones, Card, EmptyState, ErrorState } from '../../../../ui/theme/parts.tsx'
import type { OperationView } from '../../contract/operations.ts'
import { SystemsTabs } from '../SystemsTabs.tsx'
import { DecideDialog } from './DecideDialog.tsx'
import { OperationLine } from './OperationLine.tsx'
import { notify } from '../../../../ui/shell/toasts.ts'
import styles from './operations.module.css'
import { type Alike, useDeciding, useOperationCounts, useStuck, type Waiting } from './use-operations.ts'

const states = ['conflict', 'failed', 'asked'] as const

/** What could not be written to other systems without somebody: one list, by keyboard, many at once. */
export default function OperationsPage() {
  const t = useT()
  const [waiting, setWaiting] = useState<Waiting>({ state: null, system: null })
  const counts = useOperationCounts()
  const stuck = useStuck(waiting)
  const items = stuck.data?.pages.flatMap(page => page.items) ?? []
  const total = counts.data && counts.data.asked + counts.data.conflict + counts.data.failed
  return (
    <Page title={t('integration.operation.title')} count={total === undefined ? undefined : total}>
      <div className={styles.page}>
        <SystemsTabs />
        <p className={styles.intro}>
          {t('integration.operation.intro')}{' '}
          {counts.data && t('integration.operation.onItsWay', { count: counts.data.onItsWay })}
        </p>
        <Filters waiting={waiting} onChange={setWaiting} counts={counts.data} />
        {stuck.error && <ErrorState message={wordsOf(stuck.error, t)} onRetry={() => void stuck.refetch()} />}
        {stuck.isPending && (
          <Card>
            <Bones lines={6} />
          </Card>
        )}
        {stuck.data && items.length === 0 && (
          <EmptyState
            icon={<CheckCheck size={20} aria-hidden />}
            title={t(total ? 'integration.operation.noneOfThese' : 'integration.operation.none')}
          >
            {!total && t('integration.operation.noneHint')}
          </EmptyState>
        )}
        {items.length > 0 && <StuckList key={`${waiting.state} ${waiting.system}`} items={items} />}
        {stuck.hasNextPage && (
          <Button loading={stuck.isFetchingNextPage} onClick={() => void stuck.fetchNextPage()}>
            {t('integration.operation.more')}
          </Button>
        )}
      </div>
    </Page>
  )
}

type FiltersProps = {
  waiting: Waiting
  onChange: (waiting: Waiting) => void
  counts: ReturnType<typeof useOperationCounts>['data']
}

function Filters({ waiting, onChange, counts }: FiltersProps) {
  const t = useT()
  const format = useFormat()
  const many = (state: (typeof states)[number]) => (counts ? ` (${format.number(counts[state])})` : '')
  return (
    <div className={styles.filters}>
      <SegmentedControl
        aria-label={t('integration.operation.filter')}
        data={[
          { value: 'all', label: t('integration.operation.all') },
          ...states.map(state => ({
            value: state,
            label: `${t(`integration.operation.state.${state}`)}${many(state)}`,
          })),
        ]}
        value={waiting.state ?? 'all'}
        onChange={value => onChange({ ...waiting, state: value === 'all' ? null : (value as 'asked') })}
      />
      {counts && counts.systems.length > 1 && (
        <Select
          aria-label={t('integration.operation.system')}
          placeholder={t('integration.operation.everySystem')}
          data={counts.systems.map(({ id, name }) => ({ value: id, label: name }))}
          value={waiting.system}
          onChange={system => onChange({ ...waiting, system })}
          clearable
          clearButtonProps={{ 'aria-label': t('integration.operation.everySystem') }}
        />
      )}
    </div>
  )
}

function StuckList({ items }: { items: readonly OperationView[] }) {
  const t = useT()
  const [at, setAt] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [opened, setOpened] = useState<OperationView | null>(null)
  const current = items[Math.min(at, items.length - 1)]
  const go = (step: number) =>
    setAt(Math.max(0, Math.min(items.length - 1, Math.min(at, items.length - 1) + step)))
  const choose = (id: string) =>
    setChosen(before => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const group = t('integration.operation.title')
  const key = (keys: string, label: string, run: () => void) =>
    opened ? null : { keys, label: t(`integration.operation.keys.${label}`), group, run }
  useShortcut(key('ArrowDown', 'next', () => go(1)))
  useShortcut(key('ArrowUp', 'former', () => go(-1)))
  useShortcut(key('x', 'choose', () => current && choose(current.id)))
  useShortcut(key('d', 'open', () => current && setOpened(current)))
  const selected = items.filter(({ id }) => chosen.has(id))
  return (
    <>
      <ul className={styles.list} aria-label={t('integration.operation.list')}>
        {items.map(item => (
          <OperationLine
            key={item.id}
            operation={item}
            current={item.id === current?.id}
            chosen={chosen.has(item.id)}
            onChoose={() => choose(item.id)}
            onOpen={() => setOpened(item)}
          />
        ))}
      </ul>
      <Chosen selected={selected} onClear={() => setChosen(new Set())} />
      {opened && <DecideDialog operation={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

const acts: Readonly<Record<(typeof states)[number], readonly [Alike, string, typeof Check][]>> = {
  asked: [
    ['approve', 'integration.operation.approve', Check],
    ['refuse', 'integration.operation.refuse', X],
  ],
  conflict: [
    ['mine', 'integration.operation.takeMine', Check],
    ['theirs', 'integration.operation.takeTheirs', CornerUpLeft],
    ['give-up', 'integration.operation.giveUp', X],
  ],
  failed: [
    ['replay', 'integration.operation.replay', RotateCcw],
    ['give-up', 'integration.operation.giveUp', X],
  ],
}

/** So many are decided in one act. */
const mostChosen = 500

/** What can be done with all that is chosen: what is possible for each of them. */
function Chosen({ selected, onClear }: { selected: readonly OperationView[]; onClear: () => void }) {
  const t = useT()
  const may = useMay()
  const { many } = useDeciding()
  useEffect(() => {
    if (selected.length <= mostChosen) return
    notify({ message: t('integration.operation.mostChosen', { most: mostChosen }) })
    onClear()
  }, [selected.length, onClear, t])
  if (!may('integration.operate')) return null
  const kinds = [...new Set(selected.map(({ state }) => state))] as (typeof states)[number][]
  const [first, ...others] = kinds.map(kind => acts[kind])
  const shared = (first ?? []).filter(([act]) => others.every(list => list.some(([other]) => other === act)))
  const bulk = shared.map(
    ([act, label, icon]): BulkAct => ({
      id: act,
      label: t(label),
      icon,
      run: () => void many(selected, act).then(done => done && onClear()),
    }),
  )
  return (
    <div className={styles.bar}>
      <BulkBar
        selection={{ mode: 'some', ids: new Set(selected.map(({ id }) => id)) }}
        onSelection={onClear}
        total={null}
        totalIsExact
        acts={bulk}
      />
    </div>
  )
}
