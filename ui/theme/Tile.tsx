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
  source?: string
  at?: string
  confirmedBy?: string
  confirmedAt?: string
  /** One more sentence, already translated. */
  note?: string
}

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
  const box = useHoverBox(<TileStory standing={standing} onConfirm={onConfirm} onDispute={onDispute} />)
  const state = t(`ui.tile.${standing.state}`)
  return (
    <>
      <button
        type="button"
        className={styles['tile']}
        data-state={standing.state}
        aria-label={label ? `${label}: ${state}` : state}
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

type StoryProps = {
  standing: Standing
  onConfirm?: (() => void) | undefined
  onDispute?: (() => void) | undefined
}

function TileStory({ standing, onConfirm, onDispute }: StoryProps) {
  const t = useT()
  const format = useFormat()
  const { source, at, confirmedBy, confirmedAt, note, state } = standing
  return (
    <div className={styles['story']}>
      <p className={styles['state']}>
        <TileMark state={state} /> {t(`ui.tile.${state}`)}
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
      {(onConfirm || onDispute) && (
        <p className={styles['acts']}>
          {onConfirm && (
            <button type="button" onClick={onConfirm}>
              {t('ui.tile.confirm')}
            </button>
          )}
          {onDispute && (
            <button type="button" onClick={onDispute}>
              {t('ui.tile.dispute')}
            </button>
          )}
        </p>
      )}
    </div>
  )
}
