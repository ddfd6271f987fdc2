import type { ReactNode } from 'react'
import { slot } from '../../../ui/shell/web-module.ts'
import type { Standing } from '../../../ui/theme/Tile.tsx'
import type { TimelineEntry } from '../contract.ts'
import type { Chosen } from './list/chosen.ts'

/** What a part of a customer's page gets. `kind` is `person` or `organisation`. */
export type CustomerPart = { id: string; kind: string }

/** Badges in the head of a customer's page. */
export const customerBadges = slot<CustomerPart>('customers.page.badges')
/** Sentences under the head: what to do next and why. */
export const customerSentences = slot<CustomerPart>('customers.page.sentences')
/** Acts on the customers chosen in the list: the fill's `label` and `icon` stand in the bar, its component asks the rest. */
export const customerBulkActs = slot<{ chosen: Chosen; onClose: () => void }>('customers.list.bulk')
/** Buttons of the header line, before the menu. */
export const customerActs = slot<CustomerPart>('customers.page.acts')
/** Entries of the menu of a customer's page: the fill's `label` and `icon` stand in it, its component asks the rest. */
export const customerMenu = slot<CustomerPart & { onClose: () => void }>('customers.page.menu')
/** Cards of the left column. */
export const customerLeft = slot<CustomerPart>('customers.page.left')
/** Cards of the right column, above ours. */
export const customerRight = slot<CustomerPart>('customers.page.right')
/** Parts of the preview beside the list. */
export const customerPreview = slot<CustomerPart>('customers.preview')
/** Where a value stands, one more sentence of it, and what is to be said below it. */
export type ValueStanding = { standing?: Standing; note?: string; below?: ReactNode }

/**
 * What a module says of a customer's values: by key of the field, and by contact point. Several may speak of one value: of
 * later ones (by the order of the fills) the standing stands in the place of earlier ones, with the acts of both; notes and what is
 * said below come one after the other.
 */
export type Standings = {
  field: (key: string) => ValueStanding | undefined
  point: (id: string) => ValueStanding | undefined
}

/** Says where the values of a customer stand: it calls `tell` as soon as it knows, and whenever that changes. */
export const customerStandings = slot<CustomerPart & { tell: (standings: Standings | null) => void }>(
  'customers.standings',
)
/** Cards of the inbox. Each tells how many things wait in it, under a name of its own. */
export const inboxCards = slot<{ tell: (name: string, waiting: number) => void }>('customers.inbox')
/**
 * What somebody has typed of a customer that is not saved yet. `follow` says what is to happen once it is, by a name that
 * replaces what was said under it before; null takes it back.
 */
export type NewCustomerDraft = {
  kind: string
  values: Readonly<Record<string, unknown>>
  follow: (name: string, act: ((id: string) => Promise<void>) | null) => void
  /** Takes one that is there already instead, where the form is part of something that needs a customer. */
  take?: (customer: { id: string; title: string }) => void
}
/** Beside the form of a new customer. */
export const newCustomerBeside = slot<NewCustomerDraft>('customers.new.beside')
/** Below the records of a family, which are one customer: what else can be done with them. */
export const familyActs = slot<{ id: string; members: number }>('customers.family.acts')
/** What will be shown when some records stay together and others leave, before it is done. */
export const familyParting = slot<{ stay: readonly string[]; leave: readonly string[] }>(
  'customers.family.parting',
)
/** What will be shown when these records are one customer, before they are linked. */
export const familyJoining = slot<{ ids: readonly string[] }>('customers.family.joining')
/** Tiles of the start page. */
export const homeTiles = slot<object>('customers.home')

/**
 * How entries of a kind are shown on the timeline: the fill's `icon` and `label` (what the kind is called), and a
 * component for the detail below the title.
 */
export function timelineKind(kind: string) {
  return slot<{ entry: TimelineEntry }>(`customers.timeline.${kind}`)
}
