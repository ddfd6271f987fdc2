import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { NewCustomerDraft } from '../../../customers/web/index.ts'
import { matchingContract } from '../../contract.ts'
import { draftOf } from './draft.ts'
import { HintItem } from './HintItem.tsx'
import styles from './hints.module.css'

/** Milliseconds of silence after which a half-typed form is asked about. */
const pause = 250

/** “This may be somebody you know”, while a new customer is typed. */
export function Hints({ kind, values, follow, take }: NewCustomerDraft) {
  const t = useT()
  const draft = useSettled(draftOf({ kind, values }))
  const hints = useQuery({
    queryKey: [matchingContract.check.name, draft],
    queryFn: ({ signal }) => call(matchingContract.check, { body: { customer: draft ?? {} } }, signal),
    enabled: draft !== null,
    placeholderData: keepPreviousData,
    // A form can be saved without the hints; a failed look-up must not stand in its way.
    retry: false,
  })
  const items = draft === null ? [] : (hints.data?.items ?? [])
  if (items.length === 0) return null
  return (
    <Card
      title={t('matching.form.title', { count: items.length })}
      aria-label={t('matching.form.title', { count: items.length })}
    >
      <ul className={styles.hints} aria-live="polite">
        {items.map(hint => (
          <HintItem
            key={hint.customer.id}
            hint={hint}
            values={values}
            follow={follow}
            {...(take ? { take } : {})}
          />
        ))}
      </ul>
    </Card>
  )
}

/** The value as it is once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), pause)
    return () => window.clearTimeout(timer)
  }, [text])
  return JSON.parse(settled) as T
}
