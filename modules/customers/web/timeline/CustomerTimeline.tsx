import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { SlotOutlet, useSlot } from '../../../../ui/shell/slots.tsx'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Timeline } from '../../../../ui/timeline/Timeline.tsx'
import type { CustomerPage, TimelineEntry } from '../../contract.ts'
import { Changes } from '../changes/Changes.tsx'
import { timelineFoot, timelineKind } from '../slots.ts'
import { Composer, type Composing } from './Composer.tsx'
import type { Writing } from './draft.ts'
import { EntryActs } from './EntryActs.tsx'
import { EntryEditor } from './EntryEditor.tsx'
import { EntryText } from './EntryText.tsx'
import { EntryTitle } from './EntryTitle.tsx'
import { lookOf, timelineFilters } from './entry-kinds.ts'
import { useFedKinds } from './fed-kinds.ts'
import { useEntries } from './use-entries.ts'

type CustomerTimelineProps = {
  page: CustomerPage
  composing: Composing
  onWriting: (writing: Writing) => void
  onSaved: () => void
  filter: string | null
  onFilter: (filter: string | null) => void
}

/** What happened with a customer and what is coming, with the place to write it down. */
export function CustomerTimeline({
  page,
  composing,
  onWriting,
  onSaved,
  filter,
  onFilter,
}: CustomerTimelineProps) {
  const t = useT()
  const may = useMay()
  const { entries, state, older } = useEntries(page, filter)
  const fedKind = useFedKinds()
  const footed = useSlot(timelineFoot).length > 0
  const [editing, setEditing] = useState<string | null>(null)
  const kinds = [
    ...timelineFilters.map(({ id }) => ({ id, label: t(`customers.timeline.${id}`) })),
    ...(may('history.read') ? [{ id: 'changes', label: t('customers.timeline.changes') }] : []),
  ]
  const composer = may('customers.write') && (
    <Composer customerId={page.record.id} composing={composing} onWriting={onWriting} onSaved={onSaved} />
  )
  if (filter === 'changes') {
    return <Changes page={page} composer={composer} kinds={kinds} kind={filter} onKind={onFilter} />
  }
  const shown = entries.map(entry => ({
    id: entry.id,
    kind: entry.kind,
    at: entry.at,
    ...lookOf(entry),
    ...(fedKind(entry.kind)?.icon ? { icon: fedKind(entry.kind)?.icon as LucideIcon } : {}),
    title: <EntryTitle entry={entry} />,
    aside: entry.actor?.name,
    detail:
      editing === entry.id ? (
        <EntryEditor entry={entry} onDone={() => setEditing(null)} />
      ) : (
        detailOf({
          entry,
          fed: fedKind(entry.kind) !== undefined,
          footOf: footed ? page.record.id : null,
        })
      ),
    pinned: entry.pinnedAt !== null,
    acts: <EntryActs entry={entry} onEdit={() => setEditing(entry.id)} />,
  }))
  return (
    <Timeline
      entries={shown}
      kinds={kinds}
      kind={filter}
      onKind={onFilter}
      composer={composer}
      older={older}
      state={typeof state === 'object' ? { problem: wordsOf(state.error, t), retry: state.retry } : state}
    />
  )
}

type Detail = { entry: TimelineEntry; fed: boolean; footOf: string | null }

/** What was written, and below it what later modules show of an entry that they feed, or that was good for something. */
function detailOf({ entry, fed, footOf }: Detail): ReactNode {
  if (!entry.body && !fed && footOf === null) return null
  return (
    <>
      {entry.body && <EntryText text={entry.body} />}
      {fed && <SlotOutlet of={timelineKind(entry.kind)} props={{ entry }} />}
      {footOf !== null && <SlotOutlet of={timelineFoot} props={{ entry, familyId: footOf }} />}
    </>
  )
}
