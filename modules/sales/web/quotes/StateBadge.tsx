import { useT } from '../../../../platform/i18n/react.ts'
import type { Tone } from '../../../../platform/entities/descriptor.ts'
import { Badge } from '../../../../ui/theme/parts.tsx'
import type { QuoteState } from '../../contract.ts'

const tones: Record<QuoteState, Tone> = {
  draft: 'neutral',
  asked: 'amber',
  approved: 'blue',
  refused: 'red',
  sent: 'violet',
  accepted: 'accent',
  declined: 'red',
  withdrawn: 'neutral',
}

/** How a quote stands, in a word. */
export function StateBadge({ state }: { state: QuoteState }) {
  const t = useT()
  return <Badge tone={tones[state]}>{t(`entity.quote.state.${state}`)}</Badge>
}
