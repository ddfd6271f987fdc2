import { CheckCheck } from 'lucide-react'
import { fill, type WebModule } from '../../../ui/shell/web-module.ts'
import {
  countInInbox,
  customerBadges,
  customerStandings,
  homeTiles,
  inboxCards,
} from '../../customers/web/index.ts'
import { settingsTabs } from '../../staff/web/index.ts'
import { dataQualityTexts } from '../texts/index.ts'
import { DayOldValues } from './trust/DayOldValues.tsx'
import { DayDisputes, InboxDisputes } from './trust/InboxDisputes.tsx'
import { CustomerStandings } from './trust/Standings.tsx'
import { TrustBadges } from './trust/TrustBadges.tsx'
import { TrustTab } from './trust/TrustTab.tsx'
import { useDisputesWaiting } from './trust/use-disputes.ts'

countInInbox(useDisputesWaiting)

const read = 'data-quality.read'

export const dataQualityWeb: WebModule = {
  name: 'data-quality',
  texts: dataQualityTexts,
  routes: [
    { path: '/data-quality/old', load: () => import('./trust/OldValuesPage.tsx'), permission: read },
    {
      path: '/settings/trust',
      load: () => import('./trust/TrustSettingsPage.tsx'),
      permission: 'data-quality.manage',
    },
  ],
  slots: [
    fill(customerStandings, { order: 10, permission: 'customers.read', component: CustomerStandings }),
    fill(customerBadges, { order: 10, permission: 'customers.read', component: TrustBadges }),
    fill(inboxCards, { order: 10, permission: 'customers.read', component: InboxDisputes }),
    fill(homeTiles, { order: 10, permission: 'customers.read', component: DayDisputes }),
    fill(homeTiles, { order: 20, permission: read, component: DayOldValues }),
    fill(settingsTabs, { order: 20, permission: 'data-quality.manage', component: TrustTab }),
  ],
  palette: [
    {
      id: 'data-quality.old',
      label: 'data-quality.trust.oldPage',
      icon: CheckCheck,
      permission: read,
      run: go => go('/data-quality/old'),
    },
  ],
}
