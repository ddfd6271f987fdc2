import { useCallback } from 'react'
import { call, Problem, urlOf } from '../../platform/contract/client.ts'
import type { Filter, Sort } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { transferContract } from '../../platform/transfer/contract.ts'
import { notify } from '../shell/toasts.ts'
import { useTellProblem } from '../shell/undo.ts'

export type ExportOf = {
  filter?: Filter | undefined
  /** Only these. */
  ids?: string[] | undefined
  sort?: readonly Sort[] | undefined
  q?: string | undefined
}

const askEvery = 700

/** Exports rows of an entity's list in the background and hands the file over when it is ready. */
export function useExport(entity: string): (of: ExportOf) => Promise<void> {
  const t = useT()
  const format = useFormat()
  const tellProblem = useTellProblem()
  return useCallback(
    async ({ filter, ids, sort, q }) => {
      try {
        const started = await call(transferContract.createExport, {
          body: {
            entity,
            ...(filter ? { filter } : {}),
            ...(ids ? { ids } : {}),
            ...(sort?.length ? { sort: [...sort] } : {}),
            ...(q ? { q } : {}),
          },
        })
        notify({ message: t('ui.export.started') })
        const done = await untilDone(started.id)
        if (done.state !== 'done') throw new Problem(500, { detail: done.error ?? '' })
        notify({
          message: t('ui.export.done', { count: format.number(done.rows) }),
        })
        window.location.assign(urlOf(transferContract.exportFile, { params: { id: done.id } }))
      } catch (error) {
        tellProblem(error)
      }
    },
    [entity, t, format, tellProblem],
  )
}

async function untilDone(id: string) {
  for (;;) {
    const seen = await call(transferContract.export, { params: { id } })
    if (seen.state !== 'waiting' && seen.state !== 'running') return seen
    await new Promise(later => setTimeout(later, askEvery))
  }
}
