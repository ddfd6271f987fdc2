import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useTrail } from '../../../../ui/record/trail.ts'
import { type Position, RecordPage } from '../../../../ui/record/RecordPage.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import type { CustomerPage } from '../../contract.ts'
import { ContactPoints } from '../related/ContactPoints.tsx'
import { Family } from '../related/Family.tsx'
import { Files } from '../related/Files.tsx'
import { Ownership } from '../related/Ownership.tsx'
import { Relationships } from '../related/Relationships.tsx'
import { Tasks } from '../related/Tasks.tsx'
import { customerLeft, customerRight, customerSentences } from '../slots.ts'
import { WithStandings } from '../standings.tsx'
import type { Composing } from '../timeline/Composer.tsx'
import { CustomerTimeline } from '../timeline/CustomerTimeline.tsx'
import { type Writing, writings } from '../timeline/draft.ts'
import { CustomerActs } from './CustomerActs.tsx'
import { CustomerBadges, CustomerSubtitle, LastContact } from './CustomerHead.tsx'
import { Facts } from './Facts.tsx'
import { NextStep } from './NextStep.tsx'

/** A customer that has been read: what it is, what happened, what hangs on it. */
export function CustomerRecord({ page }: { page: CustomerPage }) {
  const { record } = page
  const id = record.id
  const part = { id, kind: String(record['kind']) }
  const [filter, setFilter] = useState<string | null>(null)
  const { composing, write, setWriting, rest } = useComposing(() => setFilter(null))
  const { position, trail } = usePosition(id)
  return (
    <WithStandings part={part}>
      <RecordPage
        title={String(record['name'])}
        id={id}
        subtitle={<CustomerSubtitle page={page} />}
        badges={<CustomerBadges record={record} part={part} />}
        footing={<LastContact record={record} />}
        trail={trail}
        {...(position ? { position } : {})}
        acts={<CustomerActs record={record} part={part} onWrite={write} />}
        nextStep={
          <>
            <NextStep page={page} onPlan={() => write('task')} />
            <SlotOutlet of={customerSentences} props={part} />
          </>
        }
        left={
          <>
            <Facts page={page} />
            <SlotOutlet of={customerLeft} props={part} />
            <Relationships page={page} />
            <Ownership page={page} />
          </>
        }
        middle={
          <CustomerTimeline
            page={page}
            composing={composing}
            onWriting={setWriting}
            onSaved={rest}
            filter={filter}
            onFilter={setFilter}
          />
        }
        right={
          <>
            <SlotOutlet of={customerRight} props={part} />
            <Tasks page={page} onPlan={() => write('task')} />
            <ContactPoints page={page} />
            <Files page={page} />
            <Family page={page} />
          </>
        }
      />
    </WithStandings>
  )
}

const writeKeys: readonly [string, Writing][] = [
  ['n', 'note'],
  ['l', 'call'],
  ['t', 'task'],
]

/** What the composer writes; keys and buttons put the caret into it. */
function useComposing(onWrite: () => void) {
  const t = useT()
  const may = useMay()
  const [composing, setComposing] = useState<Composing>({ writing: 'note', asked: 0 })
  const write = (writing: Writing) => {
    onWrite()
    setComposing(before => ({ writing, asked: before.asked + 1 }))
    document.querySelector('[data-part="composer"]')?.scrollIntoView({ block: 'nearest' })
  }
  const allowed = may('customers.write')
  const [note, call, task] = writeKeys.map(([keys, writing]) => ({
    keys,
    label: t(`customers.composer.tab.${writing}`),
    run: () => write(writing),
  }))
  useShortcut(allowed && note ? note : null)
  useShortcut(allowed && call ? call : null)
  useShortcut(allowed && task ? task : null)
  useAskedWriting(write)
  const setWriting = (writing: Writing) =>
    setComposing(before => ({ writing, asked: before.asked > 0 ? before.asked + 1 : 0 }))
  const rest = () => setComposing({ writing: 'note', asked: 0 })
  return { composing, write, setWriting, rest }
}

/** `#call` behind the address opens the page ready to log a call: palette, start page and tasks link so. */
function useAskedWriting(write: (writing: Writing) => void): void {
  useEffect(() => {
    const asked = writings.find(writing => window.location.hash === `#${writing}`)
    if (asked) write(asked)
    // Only when the page is opened.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
}

/** Place in the list one came from, and the way back to it. */
function usePosition(id: string) {
  const t = useT()
  const navigate = useNavigate()
  const from = useTrail('customer', id)
  const open = (other: string | undefined) =>
    other
      ? () => void navigate({ to: '/customers/$id' as string, params: { id: other } as never })
      : undefined
  const position: Position | undefined = from
    ? { at: from.at, total: from.total, onPrevious: open(from.previous), onNext: open(from.next) }
    : undefined
  const back = from ? new URL(from.back) : null
  const trail = (
    <>
      <Link to={back ? `${back.pathname}${back.search}` : '/customers'}>{t('entity.customer.$title')}</Link> /
    </>
  )
  return { position, trail }
}
