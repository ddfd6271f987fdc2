import { useEffect } from 'react'
import { useCall } from '../../platform/contract/hooks.ts'
import type { Condition } from '../../platform/entities/descriptor.ts'
import { madeByAct } from '../../platform/entities/descriptor.ts'
import { historyContract } from '../../platform/history/contract.ts'
import { hasText } from '../../platform/i18n/index.ts'
import { useT } from '../../platform/i18n/react.ts'
import { rememberTitles } from './reference-titles.ts'

/** Asks what the act of a “made by” condition was: a filter in the address holds only its id. */
export function useActTitle({ field, value }: Condition): void {
  const t = useT()
  const id = field === madeByAct && typeof value === 'string' ? value : undefined
  const { data } = useCall(historyContract.act, { params: { id: id ?? '' } }, { enabled: id !== undefined })
  useEffect(() => {
    if (!data) return
    const { file } = data.labelParams as { file?: unknown }
    const title = typeof file === 'string' ? file : hasText(data.label) ? t(data.label) : data.actorName
    rememberTitles([{ id: data.id, title }])
  }, [data, t])
}
