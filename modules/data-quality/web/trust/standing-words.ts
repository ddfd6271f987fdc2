import { hasText } from '../../../../platform/i18n/index.ts'
import type { Formats, Translate } from '../../../../platform/i18n/react.ts'
import type { Standing } from '../../../../ui/theme/Tile.tsx'
import type { ValueTrustView } from '../../contract/trust.ts'

/** How far to believe a value, in a word: `sure` from 80 %, `likely` from one half, else `doubtful`. */
export function beliefOf(confidence: number): 'sure' | 'likely' | 'doubtful' {
  if (confidence >= 0.8) return 'sure'
  return confidence >= 0.5 ? 'likely' : 'doubtful'
}

/** The story of a tile: what the state means, where the value is from, who confirmed it, how far to believe it. */
export function standingOf(
  { state, source, record, at, confirmed, confidence }: ValueTrustView,
  { t, format }: { t: Translate; format: Formats },
): Standing {
  const percent = format.number(confidence, { style: 'percent', maximumFractionDigits: 0 })
  return {
    state,
    says: t(`data-quality.trust.state.${state === 'live' && confirmed ? 'confirmed' : state}`),
    source: record
      ? t('data-quality.golden.ofRecord', { name: record.name, source: sourceOf(source, t) })
      : sourceOf(source, t),
    at,
    ...(confirmed
      ? {
          confirmedBy: confirmed.by.name ?? t('data-quality.trust.someone'),
          confirmedAt: confirmed.at,
        }
      : {}),
    note: t(`data-quality.trust.belief.${beliefOf(confidence)}`, { percent }),
  }
}

/** By whom and on which way the value came. */
export function sourceOf({ channel, by }: ValueTrustView['source'], t: Translate): string {
  const key = `customers.channel.${channel}`
  const way = channel !== null && hasText(key) ? t(key) : t('data-quality.trust.unknownWay')
  return by === null ? way : t('data-quality.trust.from', { who: by, way })
}
