import { Button } from '@mantine/core'
import { Hourglass } from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Sentence } from '../../../../ui/theme/parts.tsx'
import { daysSince, type Opportunity } from '../opportunity.ts'
import type { Moving } from './use-moving.ts'

type StalledProps = { opportunity: Opportunity; moving: Moving; onClose: (outcome: 'won' | 'lost') => void }

/** That a deal stays longer in its stage than the stage allows, and what can be done about it. */
export function Stalled({ opportunity, moving, onClose }: StalledProps) {
  const t = useT()
  const { stages, at, movable } = moving
  const after = stages[at]?.stalledAfter ?? null
  const days = daysSince(opportunity.stageSince, new Date())
  // One warning at a time: while it is asked whether to move on, it is not told that it should.
  if (opportunity.outcome || after === null || days <= after || moving.asked) return null
  const next = stages[at + 1]
  return (
    <Sentence
      tone="amber"
      icon={<Hourglass size={16} aria-hidden />}
      acts={
        movable && (
          <>
            {next ? (
              <Button onClick={() => moving.move(next)}>
                {t('sales.deal.stalled.on', { stage: next.name })}
              </Button>
            ) : (
              <Button onClick={() => onClose('won')}>{t('sales.close.won')}</Button>
            )}
            <Button onClick={() => onClose('lost')}>{t('sales.close.lost')}</Button>
          </>
        )
      }
    >
      <b>{t('sales.deal.stalled.say', { count: days, stage: opportunity.stage.title })}</b>{' '}
      {t('sales.deal.stalled.than', { count: after })}
    </Sentence>
  )
}
