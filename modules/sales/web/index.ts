import { CalendarCheck, Handshake } from 'lucide-react'
import { fill, shellBottom, shellTop, type WebModule } from '../../../ui/shell/web-module.ts'
import {
  countInInbox,
  customerBulkActs,
  customerLeft,
  customerRight,
  homeFirst,
  homeTiles,
  inboxCards,
  timelineFoot,
  timelineKind,
} from '../../customers/web/index.ts'
import { settingsTabs } from '../../staff/web/index.ts'
import { salesTexts } from '../texts/lazy.ts'
import { useNoticesWaiting } from './leads/notices/use-notices.ts'
import { LogHost } from './logging/LogHost.tsx'
import { salesPages } from './pages.ts'
import { salesPalette } from './palette.ts'
import { namePicturesInFilters } from './pictures/named.ts'
import { useQuotesWaiting } from './quotes/notices/use-notices.ts'
import { SalesTab } from './settings/SalesTab.tsx'
import { TaxesTab } from './taxes/TaxesTab.tsx'

namePicturesInFilters()
countInInbox(useNoticesWaiting)
countInInbox(useQuotesWaiting)

/** What is told on the timeline of a customer, and what it is called there. */
const told = {
  opportunity: 'opened',
  'opportunity-won': 'won',
  'opportunity-lost': 'lost',
  'opportunity-reopened': 'reopened',
  'quote-sent': 'quoteSent',
  'quote-mailed': 'quoteMailed',
  'quote-accepted': 'quoteAccepted',
  'quote-declined': 'quoteDeclined',
  'quote-withdrawn': 'quoteWithdrawn',
}

/** A lead is captured from every page; what happened to leads waits in the inbox. */
const leadSlots = [
  fill(shellTop, {
    order: 50,
    permission: 'sales.write',
    load: async () => (await import('./leads/capture/CaptureHost.tsx')).CaptureHost,
  }),
  fill(shellBottom, {
    order: 10,
    permission: 'sales.write',
    load: async () => (await import('./leads/capture/CaptureThumb.tsx')).CaptureThumb,
  }),
  fill(inboxCards, {
    order: 20,
    permission: 'sales.read',
    load: async () => (await import('./leads/notices/InboxNotices.tsx')).InboxNotices,
  }),
]

/** What happened to quotes, and what waits for an approval. */
const quoteSlots = [
  fill(inboxCards, {
    order: 10,
    permission: 'sales.read',
    load: async () => (await import('./quotes/notices/InboxQuotes.tsx')).InboxQuotes,
  }),
  fill(homeTiles, {
    order: 3,
    permission: 'sales.approve',
    load: async () => (await import('./quotes/notices/InboxQuotes.tsx')).Approvals,
  }),
]

/** What a seller's day brings: on the start page, beside a customer, under his timeline, and from every page. */
const daySlots = [
  fill(shellTop, { order: 60, permission: 'sales.write', component: LogHost }),
  fill(shellBottom, {
    order: 5,
    permission: 'sales.write',
    load: async () => (await import('./logging/LogThumb.tsx')).LogThumb,
  }),
  fill(homeFirst, {
    order: 10,
    permission: 'sales.read',
    load: async () => (await import('./day/NextCard.tsx')).NextCard,
  }),
  fill(homeTiles, {
    order: 3,
    permission: 'sales.read',
    load: async () => (await import('./targets/NumbersCard.tsx')).NumbersCard,
  }),
  fill(homeTiles, {
    order: 5,
    permission: 'sales.read',
    load: async () => (await import('./territories/HandOversCard.tsx')).WaitingHandOvers,
  }),
  fill(customerLeft, {
    order: 30,
    permission: 'sales.read',
    load: async () => (await import('./visits/VisitPlanCard.tsx')).VisitPlanCard,
  }),
  fill(customerBulkActs, {
    order: 30,
    label: 'sales.visits.set',
    icon: CalendarCheck,
    permission: 'sales.write',
    load: async () => (await import('./visits/PlanMany.tsx')).PlanMany,
  }),
  fill(timelineFoot, {
    order: 10,
    permission: 'sales.read',
    load: async () => (await import('./logging/UsedIn.tsx')).UsedIn,
  }),
]

export const salesWeb: WebModule = {
  name: 'sales',
  references: Object.fromEntries(
    ['pipeline', 'stage'].map(kind => [kind, async () => (await import('./references.tsx')).findStages]),
  ),
  texts: salesTexts,
  routes: salesPages,
  menu: [{ label: 'sales.menu', icon: Handshake, to: '/sales/board', order: 50, permission: 'sales.read' }],
  slots: [
    fill(settingsTabs, { order: 30, permission: 'sales.manage', component: SalesTab }),
    ...Object.entries(told).map(([kind, name]) =>
      fill(timelineKind(kind), {
        order: 10,
        label: `sales.told.${name}`,
        icon: Handshake,
        load: async () => (await import('./customer/DealEntry.tsx')).DealEntry,
      }),
    ),
    fill(settingsTabs, { order: 31, permission: 'sales.manage', component: TaxesTab }),
    fill(customerRight, {
      order: 5,
      permission: 'sales.read',
      load: async () => (await import('./customer/DealsCard.tsx')).DealsCard,
    }),
    ...leadSlots,
    ...quoteSlots,
    ...daySlots,
  ],
  palette: salesPalette,
}
