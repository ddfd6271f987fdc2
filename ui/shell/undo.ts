import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { Problem, call } from '../../platform/contract/client.ts'
import type { Translate } from '../../platform/i18n/react.ts'
import { useT } from '../../platform/i18n/react.ts'
import { historyContract } from '../../platform/history/contract.ts'
import { hasText } from '../../platform/i18n/index.ts'
import { notify } from './toasts.ts'

/** What a refusal means, in the person's language; the server's own words where the code has no text. */
export function wordsOf(error: unknown, t: Translate): string {
  if (!(error instanceof Problem)) return t('ui.error.unknown')
  const key = `errors.${error.code}`
  if (hasText(key)) return t(key, error.params)
  return error.message || t('ui.error.unknown')
}

/** Says in a toast that something went wrong, and what. */
export function useTellProblem(): (error: unknown) => void {
  const t = useT()
  return useCallback(error => void notify({ message: wordsOf(error, t), tone: 'red' }), [t])
}

/** Says in a toast what was done, with Undo for its batch. `null` as batch: nothing to undo. */
export function useTellDone(): (message: string, batch: string | null) => void {
  const t = useT()
  const client = useQueryClient()
  return useCallback(
    (message, batch) =>
      void notify(batch ? { message, undo: () => undoBatch(batch, client, t) } : { message }),
    [client, t],
  )
}

async function undoBatch(batch: string, client: QueryClient, t: Translate): Promise<void> {
  try {
    const { state, kept } = await call(historyContract.undo, { params: { id: batch } })
    if (state === 'running') notify({ message: t('ui.undoing') })
    else notify({ message: kept > 0 ? t('ui.undoneButKept', { count: kept }) : t('ui.undone') })
  } catch (error) {
    notify({ message: wordsOf(error, t), tone: 'red' })
  }
  await client.invalidateQueries()
}
