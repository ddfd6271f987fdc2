import { useMutate } from '../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { transferContract } from '../../../platform/transfer/contract.ts'
import { Progress } from '../../import/Progress.tsx'
import { useTellProblem } from '../../shell/undo.ts'
import { Card } from '../../theme/parts.tsx'
import styles from './Imports.module.css'
import type { Import } from './standing.ts'

/** How far the server is, how fast, what is left; one may go away or stop it. */
export function Running({ item }: { item: Import }) {
  const t = useT()
  const format = useFormat()
  const tellProblem = useTellProblem()
  const cancel = useMutate(transferContract.cancelImport, { invalidates: [transferContract.import] })
  const rate = rateOf(item)
  const stoppable = item.state !== 'undoing' && !item.cancelAsked
  return (
    <Card>
      <Progress
        label={t(item.cancelAsked ? 'pages.imports.stopping' : `pages.imports.working.${item.state}`)}
        done={item.state === 'undoing' ? (item.undo?.removed ?? 0) + (item.undo?.restored ?? 0) : item.read}
        total={item.state === 'undoing' ? item.created + item.alongside + item.changed : item.total}
        {...(item.startedAt && item.state !== 'undoing' ? { startedAt: item.startedAt } : {})}
        {...(stoppable
          ? { onStop: () => cancel.mutate({ params: { id: item.id } }, { onError: tellProblem }) }
          : {})}
      />
      <p className={`${styles.hint} ${styles.afterBar}`}>
        {rate !== null && <>{t('pages.imports.rate', { rate: format.number(rate) })} · </>}
        {t('pages.imports.mayLeave')}
      </p>
    </Card>
  )
}

/** Rows per second since the start; null while there is nothing to say. */
function rateOf({ startedAt, read, state }: Import): number | null {
  if (!startedAt || read === 0 || state === 'undoing') return null
  const seconds = (Date.now() - new Date(startedAt).getTime()) / 1000
  return seconds < 1 ? null : Math.round(read / seconds)
}
