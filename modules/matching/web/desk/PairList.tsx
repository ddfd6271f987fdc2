import { useEffect, useRef } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import { matchingContract, type Waiting } from '../../contract.ts'
import styles from './list.module.css'
import { keyOfPair, type PairKey, type useQueue } from './use-desk.ts'

type PairListProps = {
  queue: ReturnType<typeof useQueue>
  current: PairKey
  onChoose: (key: PairKey) => void
}

/** What waits, the likeliest first; below it the values that too many share. */
export function PairList({ queue, current, onChoose }: PairListProps) {
  const t = useT()
  return (
    <nav className={styles.list} aria-label={t('matching.desk.list')}>
      <ul>
        {queue.items.map(item => (
          <PairItem
            key={keyOfPair(item)}
            item={item}
            current={keyOfPair(item) === current}
            onChoose={() => onChoose(keyOfPair(item))}
          />
        ))}
        {!queue.hasNextPage && <SharedItems />}
      </ul>
      {queue.hasNextPage && (
        <p className={styles.more}>
          <TextLink onClick={() => void queue.fetchNextPage()}>{t('matching.desk.more')}</TextLink>
        </p>
      )}
    </nav>
  )
}

type PairItemProps = { item: Waiting; current: boolean; onChoose: () => void }

function PairItem({ item, current, onChoose }: PairItemProps) {
  const t = useT()
  const format = useFormat()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (current) button.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const percent = Math.min(99, Math.floor(item.probability * 100))
  const because = item.because.map(field => t(`matching.field.${field}`).toLocaleLowerCase(format.locale))
  const words =
    item.clusterSize > 2 ? t('matching.desk.members', { count: item.clusterSize }) : because.join(', ')
  return (
    <li>
      <button
        ref={button}
        type="button"
        className={styles.item}
        aria-current={current || undefined}
        onClick={onChoose}
      >
        <b>
          <bdi>{item.first.name}</bdi>
        </b>
        <span className={styles.score} aria-label={t('matching.desk.score', { percent })}>
          {format.number(percent)}
        </span>
        <span className={styles.other}>
          <bdi>{item.second.name}</bdi>
        </span>
        <span className={styles.because}>{words}</span>
      </button>
    </li>
  )
}

/** Values that find nobody any more; told to who decides about all customers. */
function SharedItems() {
  const t = useT()
  const may = useMay()
  const shared = useCall(matchingContract.shared, {}, { enabled: may('matching.decide'), staleTime: 60_000 })
  return (shared.data?.items ?? []).map(({ kind, value, records }) => (
    <li key={`${kind} ${value}`} className={styles.item} data-quiet>
      <b>
        <bdi>{value}</bdi>
      </b>
      <span className={styles.score}>—</span>
      <span className={styles.other}>{t('matching.desk.sharedCount', { count: records })}</span>
      <span className={styles.because}>{t('matching.desk.sharedHint')}</span>
    </li>
  ))
}
