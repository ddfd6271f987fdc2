import { useT, useFormat } from '../../platform/i18n/react.ts'
import { useHoverBox } from './hover-box.tsx'
import styles from './Tile.module.css'

/**
 * Where a value stands: `live` in its owner system, our fresh `mirror`, `old`, in `conflict`, or its system is
 * `silent` (does not answer).
 */
export type TileState = 'live' | 'mirror' | 'old' | 'conflict' | 'silent'

/** What the tile tells on hover or focus. Times are ISO instants. */
export type Standing = {
  state: TileState
  /** What the state means here, already translated; by default the usual words of the state. */
  says?: string
  source?: string
  at?: string
  confirmedBy?: string
  confirmedAt?: string
  /** One more sentence, already translated. */
  note?: string
  /** What one can do about the value besides confirming and disputing. */
  acts?: readonly TileAct[]
}

/** Something to do from the tile's story; `label` is translated. */
export type TileAct = { label: string; run: () => void }

type TileProps = {
  standing: Standing
  /** Name of the value, for people who hear the page. */
  label?: string
  onConfirm?: () => void
  onDispute?: () => void
  /** In a grid the cell has the focus, not the tile. */
  focusable?: boolean
}

/** The sign of the product: a small square that says where a value comes from and how far to trust it. */
export function Tile({ standing, label, onConfirm, onDispute, focusable = true }: TileProps) {
  const t = useT()
  const acts = [
    ...(onConfirm ? [{ label: t('ui.tile.confirm'), run: onConfirm }] : []),
    ...(onDispute ? [{ label: t('ui.tile.dispute'), run: onDispute }] : []),
    ...(standing.acts ?? []),
  ]
  const state = standing.says ?? t(`ui.tile.${standing.state}`)
  const name = label ? `${label}: ${state}` : state
  const box = useHoverBox(
    close => <TileStory standing={standing} acts={acts} onAct={close} />,
    acts.length > 0 ? name : null,
  )
  return (
    <>
      <button
        type="button"
        className={styles['tile']}
        data-state={standing.state}
        aria-label={name}
        tabIndex={focusable ? 0 : -1}
        {...box.anchor}
      >
        <TileMark state={standing.state} />
      </button>
      {box.content}
    </>
  )
}

/** The square alone, for legends. */
export function TileMark({ state }: { state: TileState }) {
  return <span className={styles['mark']} data-state={state} aria-hidden />
}

/** Explains the squares on a card that uses them. */
export function TileLegend({
  states = ['live', 'mirror', 'old', 'conflict'],
}: {
  states?: readonly TileState[]
}) {
  const t = useT()
  return (
    <ul className={styles['legend']}>
      {states.map(state => (
        <li key={state}>
          <TileMark state={state} /> {t(`ui.tile.short.${state}`)}
        </li>
      ))}
    </ul>
  )
}

type StoryProps = { standing: Standing; acts: readonly TileAct[]; onAct: () => void }

function TileStory({ standing, acts, onAct }: StoryProps) {
  const t = useT()
  const format = useFormat()
  const { source, at, confirmedBy, confirmedAt, note, state, says } = standing
  return (
    <div className={styles['story']}>
      <p className={styles['state']}>
        <TileMark state={state} /> {says ?? t(`ui.tile.${state}`)}
      </p>
      {source && <p>{at ? t('ui.tile.from', { source, age: format.relative(at) }) : source}</p>}
      {confirmedBy && (
        <p>
          {confirmedAt
            ? t('ui.tile.confirmedAt', { who: confirmedBy, age: format.relative(confirmedAt) })
            : t('ui.tile.confirmed', { who: confirmedBy })}
        </p>
      )}
      {note && <p>{note}</p>}
      {acts.length > 0 && (
        <p className={styles['acts']}>
          {acts.map(({ label, run }) => (
            <button
              key={label}
              type="button"
              onClick={() => {
                onAct()
                run()
              }}
            >
              {label}
            </button>
          ))}
        </p>
      )}
    </div>
  )
}
