import { KeyRound, Settings, UserPlus } from 'lucide-react'
import type { WebModule } from '../../../ui/shell/web-module.ts'
import { staffTexts } from '../texts/lazy.ts'

export { roleName } from './settings/role-choices.ts'
export { SettingsFrame, SettingsTab } from './settings/SettingsFrame.tsx'
export { accountCards, settingsTabs } from './settings/tabs.ts'

export const staffWeb: WebModule = {
  name: 'staff',
  texts: staffTexts,
  routes: [
    { path: '/sign-in', load: () => import('./entrance/SignInPage.tsx'), public: true },
    { path: '/sign-in/forgotten', load: () => import('./entrance/ForgottenPage.tsx'), public: true },
    { path: '/sign-in/link', load: () => import('./entrance/LinkPage.tsx'), public: true },
    { path: '/invitation', load: () => import('./entrance/InvitationPage.tsx'), public: true },
    { path: '/settings', load: () => import('./settings/SettingsHome.tsx') },
    { path: '/settings/account', load: () => import('./settings/AccountPage.tsx') },
    { path: '/settings/people', load: () => import('./settings/PeoplePage.tsx'), permission: 'staff.read' },
    { path: '/settings/teams', load: () => import('./settings/TeamsPage.tsx'), permission: 'staff.read' },
    { path: '/settings/keys', load: () => import('./settings/KeysPage.tsx'), permission: 'keys.manage' },
  ],
  menu: [{ label: 'staff.settings.menu', icon: Settings, to: '/settings', order: 900, foot: true }],
  palette: [
    {
      id: 'staff.invite',
      label: 'staff.people.inviteTitle',
      icon: UserPlus,
      permission: 'staff.manage',
      run: go => go('/settings/people?invite=true'),
    },
    {
      id: 'staff.newKey',
      label: 'staff.keys.new',
      icon: KeyRound,
      permission: 'keys.manage',
      run: go => go('/settings/keys'),
    },
  ],
}
