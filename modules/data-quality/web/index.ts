import { CheckCheck, Gauge, ListChecks, WandSparkles } from 'lucide-react'
import { fill, type WebModule } from '../../../ui/shell/web-module.ts'
import {
  countInInbox,
  customerBadges,
  customerBulkActs,
  customerLeft,
  customerStandings,
  familyActs,
  familyJoining,
  familyParting,
  homeTiles,
  inboxCards,
} from '../../customers/web/index.ts'
import { settingsTabs } from '../../staff/web/index.ts'
import { dataQualityTexts } from '../texts/lazy.ts'
import { nameRulesInFilters } from './board/rule-titles.ts'
import { RulesTab } from './rules/RulesTab.tsx'
import { GoldenTab } from './golden/GoldenTab.tsx'
import { TrustTab } from './trust/TrustTab.tsx'
import { useDisputesWaiting } from './trust/use-disputes.ts'

countInInbox(useDisputesWaiting)
nameRulesInFilters()

const read = 'data-quality.read'

export const dataQualityWeb: WebModule = {
  name: 'data-quality',
  texts: dataQualityTexts,
  routes: [
    { path: '/quality', load: () => import('./board/BoardPage.tsx'), permission: read },
    { path: '/quality/rules', load: () => import('./rules/RulesPage.tsx'), permission: read },
    { path: '/quality/rules/$id', load: () => import('./rules/RulePage.tsx'), permission: read },
    { path: '/quality/cleaning', load: () => import('./cleaning/CleaningPage.tsx'), permission: read },
    { path: '/data-quality/old', load: () => import('./trust/OldValuesPage.tsx'), permission: read },
    {
      path: '/settings/golden',
      load: () => import('./golden/SurvivorshipPage.tsx'),
      permission: 'data-quality.manage',
    },
    {
      path: '/settings/trust',
      load: () => import('./trust/TrustSettingsPage.tsx'),
      permission: 'data-quality.manage',
    },
  ],
  menu: [{ label: 'data-quality.board.title', icon: Gauge, to: '/quality', order: 410, permission: read }],
  slots: [
    fill(customerStandings, {
      order: 10,
      permission: 'customers.read',
      load: async () => (await import('./trust/Standings.tsx')).CustomerStandings,
    }),
    fill(customerBadges, {
      order: 10,
      permission: 'customers.read',
      load: async () => (await import('./trust/TrustBadges.tsx')).TrustBadges,
    }),
    fill(customerBulkActs, {
      order: 10,
      label: 'data-quality.trust.many.open',
      icon: CheckCheck,
      permission: 'customers.write',
      load: async () => (await import('./trust/ConfirmMany.tsx')).ConfirmMany,
    }),
    fill(customerLeft, {
      order: 10,
      permission: read,
      load: async () => (await import('./findings/FindingsCard.tsx')).FindingsCard,
    }),
    fill(inboxCards, {
      order: 10,
      permission: 'customers.read',
      load: async () => (await import('./trust/InboxDisputes.tsx')).InboxDisputes,
    }),
    fill(homeTiles, {
      order: 10,
      permission: 'customers.read',
      load: async () => (await import('./trust/InboxDisputes.tsx')).DayDisputes,
    }),
    fill(homeTiles, {
      order: 20,
      permission: read,
      load: async () => (await import('./trust/DayOldValues.tsx')).DayOldValues,
    }),
    fill(familyActs, {
      order: 10,
      permission: read,
      load: async () => (await import('./golden/GoldenDialog.tsx')).GoldenAct,
    }),
    fill(familyJoining, {
      order: 10,
      permission: read,
      load: async () => (await import('./golden/JoiningPreview.tsx')).JoiningPreview,
    }),
    fill(familyParting, {
      order: 10,
      permission: read,
      load: async () => (await import('./golden/PartingPreview.tsx')).PartingPreview,
    }),
    fill(settingsTabs, { order: 25, permission: 'data-quality.manage', component: GoldenTab }),
    fill(settingsTabs, { order: 15, permission: 'data-quality.manage', component: RulesTab }),
    fill(settingsTabs, { order: 20, permission: 'data-quality.manage', component: TrustTab }),
  ],
  palette: [
    {
      id: 'data-quality.board',
      label: 'data-quality.board.title',
      keywords: 'data-quality.board.words',
      icon: Gauge,
      permission: read,
      run: go => go('/quality'),
    },
    {
      id: 'data-quality.rules',
      label: 'data-quality.rules.new',
      icon: ListChecks,
      permission: 'data-quality.manage',
      run: go => go('/quality/rules/new'),
    },
    {
      id: 'data-quality.cleaning',
      label: 'data-quality.cleaning.title',
      icon: WandSparkles,
      permission: read,
      run: go => go('/quality/cleaning'),
    },
    {
      id: 'data-quality.old',
      label: 'data-quality.trust.oldPage',
      icon: CheckCheck,
      permission: read,
      run: go => go('/data-quality/old'),
    },
  ],
}
