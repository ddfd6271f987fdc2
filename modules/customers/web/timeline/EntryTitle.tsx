import { useT } from '../../../../platform/i18n/react.ts'
import type { TimelineEntry } from '../../contract.ts'
import { minutesOf, whatHappened } from './entry-kinds.ts'
import { fedParams, useFedKinds } from './fed-kinds.ts'

/** One line: what happened, about what, how long. Whose entry it is stands beside the time. */
export function EntryTitle({ entry }: { entry: TimelineEntry }) {
  const t = useT()
  const fed = useFedKinds()(entry.kind)
  const what = whatHappened(entry, t)
  const minutes = minutesOf(entry)
  if (fed?.label) return <b dir="auto">{t(fed.label, fedParams(entry))}</b>
  return (
    <>
      {what ? <b>{what}</b> : <b dir="auto">{entry.title}</b>}
      {what && entry.title && (
        <>
          {' '}
          <bdi>{entry.title}</bdi>
        </>
      )}
      {minutes && <> · {t('customers.entry.minutes', { count: minutes })}</>}
    </>
  )
}
