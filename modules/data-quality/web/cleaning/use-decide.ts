import { useState } from 'react'
import type { CallInput } from '../../../../platform/contract/endpoint.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { dataQualityContract as api } from '../../contract.ts'
import { useQualityAct } from '../board/use-quality-act.ts'

type Asked = NonNullable<CallInput<typeof api.decide>['body']>

/** Takes or leaves proposals, and says in words what came of it, with Undo for what was taken. */
export function useDecide(): { decide: (asked: Asked) => Promise<void>; busy: boolean } {
  const t = useT()
  const act = useQualityAct()
  const [busy, setBusy] = useState(false)
  const decide = async (asked: Asked) => {
    setBusy(true)
    const answer = await act(api.decide, { body: asked })
    setBusy(false)
    if (!answer) return
    const { state, decided, dropped, refused, batchId } = answer.data
    if (asked.decision === 'reject') act.tell(t('data-quality.cleaning.rejected', { count: decided }), null)
    else if (state === 'running') act.tell(t('data-quality.cleaning.accepting'), batchId)
    else {
      const words = [
        t('data-quality.cleaning.accepted', { count: decided }),
        dropped > 0 && t('data-quality.cleaning.dropped', { count: dropped }),
        refused > 0 && t('data-quality.cleaning.refused', { count: refused }),
      ]
      act.tell(words.filter(Boolean).join(' '), decided > 0 ? batchId : null)
    }
  }
  return { decide, busy }
}
