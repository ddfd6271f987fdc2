import { useT } from '../../../../platform/i18n/react.ts'
import type { TimelineEntry } from '../../contract.ts'
import { minutesOf, whatHappened } from './entry-kinds.ts'

/** One line: what happened, about what, with whom of us, how long. */
export function EntryTitle({ entry }: { entry: TimelineEntry }) {
  const t = useT()
  const what = whatHappened(entry, t)
  const minutes = minutesOf(entry)
  const aside = [
    ...(minutes ? [t('customers.entry.minutes', { count: minutes })] : []),
    ...(entry.actor?.name ? [entry.actor.name] : []),
  ]
  return (
    <>
      {what ? <b>{what}</b> : <b dir="auto">{entry.title}</b>}
      {what && entry.title && (
        <>
          {' '}
          <bdi>{entry.title}</bdi>
        </>
      )}
      {aside.length > 0 && <> · {aside.join(' · ')}</>}
    </>
  )
}
