import { hasText } from '../../../../platform/i18n/index.ts'
import { dayOf } from '../../../../platform/i18n/format.ts'
import type { Formats, Translate } from '../../../../platform/i18n/react.ts'
import type { TileState } from '../../../../ui/theme/Tile.tsx'
import type { BoardLine, SystemState } from '../../contract/board.ts'

/** What the square of a system shows: whether its values are followed, old, or not to be had. */
export const tileOf: Record<SystemState, TileState> = {
  following: 'live',
  intervals: 'mirror',
  idle: 'mirror',
  loading: 'old',
  lost: 'old',
  slow: 'old',
  unreachable: 'silent',
  off: 'silent',
  drill: 'silent',
}

/** A moment since which something holds: by the clock while it is today. */
export function sinceWords(since: string, format: Formats): string {
  const today = dayOf(new Date(), format.timeZone) === dayOf(since, format.timeZone)
  return today ? format.time(since) : format.dateTime(since)
}

/** How the system is, in words. */
export function stateWords({ state, since, loaded }: BoardLine, t: Translate, format: Formats): string {
  const percent = loaded === null ? '' : format.number(loaded, { style: 'percent', maximumFractionDigits: 0 })
  return t(`integration.board.state.${state}`, {
    when: since ? sinceWords(since, format) : '',
    share: percent && t('integration.board.share', { share: percent }),
  })
}

/** The kind of system as people know it. */
export function kindWords(kind: string, t: Translate): string {
  const key = `integration.connector.${kind}`
  return hasText(key) ? t(key) : kind
}

/** Calls that were not made, and how many there would have been. */
export function savings({ day: { made, shared, heldBack, spared } }: Pick<BoardLine, 'day'>) {
  const saved = shared + heldBack + spared
  return { saved, all: made + saved }
}
