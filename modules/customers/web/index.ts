import { CheckSquare, FileInput, Inbox, Phone, Plus, Sun, UsersRound } from 'lucide-react'
import { fill, type WebModule } from '../../../ui/shell/web-module.ts'
import { accountCards } from '../../staff/web/index.ts'
import { customersTexts } from '../texts/lazy.ts'
import { MorningMailCard } from './home/MorningMail.tsx'
import { useUnread } from './use-unread.ts'

export {
  type CustomerPart,
  customerActs,
  customerBadges,
  customerBulkActs,
  customerLeft,
  customerMenu,
  customerPreview,
  customerRight,
  customerSentences,
  customerStandings,
  familyActs,
  familyJoining,
  familyParting,
  homeTiles,
  newCustomerBeside,
  type NewCustomerDraft,
  inboxCards,
  type Standings,
  type ValueStanding,
  timelineKind,
} from './slots.ts'

export { actsOf, concernsOnlyHere, type HistoryAct } from './changes/acts.ts'
export { ChangeLines, type TellColumn } from './changes/ChangeLines.tsx'
export { type Chosen, selectionOf } from './list/chosen.ts'
export { WithReferences } from './references.tsx'
export { AddButton, Nothing } from './related/card-parts.tsx'
export { countInInbox } from './use-unread.ts'

export const customersWeb: WebModule = {
  name: 'customers',
  references: Object.fromEntries(
    ['customer', 'user'].map(kind => [kind, async () => (await import('./references.tsx')).findPeople]),
  ),
  texts: customersTexts,
  routes: [
    { path: '/', load: () => import('./home/MyDayPage.tsx'), permission: 'customers.read' },
    { path: '/inbox', load: () => import('./home/InboxPage.tsx'), permission: 'customers.read' },
    { path: '/customers', load: () => import('./list/CustomersPage.tsx'), permission: 'customers.read' },
    {
      path: '/customers/new',
      load: () => import('./list/NewCustomerPage.tsx'),
      permission: 'customers.write',
    },
    {
      path: '/customers/call',
      load: () => import('./list/LogCallPage.tsx'),
      permission: 'customers.write',
    },
    { path: '/customers/$id', load: () => import('./page/CustomerPage.tsx'), permission: 'customers.read' },
    { path: '/tasks', load: () => import('./tasks/TasksPage.tsx'), permission: 'customers.read' },
  ],
  menu: [
    { label: 'customers.menu.day', icon: Sun, to: '/', order: 10, permission: 'customers.read' },
    {
      label: 'customers.menu.inbox',
      icon: Inbox,
      to: '/inbox',
      order: 20,
      permission: 'customers.read',
      useCount: useUnread,
    },
    {
      label: 'entity.customer.$title',
      icon: UsersRound,
      to: '/customers',
      order: 30,
      permission: 'customers.read',
    },
    { label: 'entity.task.$title', icon: CheckSquare, to: '/tasks', order: 40, permission: 'customers.read' },
    {
      label: 'customers.menu.imports',
      icon: FileInput,
      to: '/imports',
      order: 800,
      permission: 'customers.import',
      foot: true,
    },
  ],
  slots: [fill(accountCards, { order: 10, permission: 'customers.read', component: MorningMailCard })],
  palette: [
    {
      id: 'customers.new',
      label: 'customers.list.newTitle',
      keywords: 'customers.palette.newWords',
      icon: Plus,
      shortcut: 'c',
      permission: 'customers.write',
      run: go => go('/customers/new'),
    },
    {
      id: 'customers.logCall',
      label: 'customers.palette.logCall',
      keywords: 'customers.palette.logCallWords',
      icon: Phone,
      permission: 'customers.write',
      run: go => go('/customers/call'),
    },
  ],
}
