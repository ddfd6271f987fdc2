import { Combine } from 'lucide-react'
import { fill, type WebModule } from '../../../ui/shell/web-module.ts'
import { newCustomerBeside } from '../../customers/web/index.ts'
import { matchingTexts } from '../texts/index.ts'
import { Hints } from './form/Hints.tsx'
import { useWaiting } from './use-waiting.ts'

export const matchingWeb: WebModule = {
  name: 'matching',
  texts: matchingTexts,
  routes: [
    { path: '/matching', load: () => import('./desk/DeskPage.tsx'), permission: 'matching.read' },
    { path: '/matching/rule', load: () => import('./rule/RulePage.tsx'), permission: 'matching.manage' },
  ],
  menu: [
    {
      label: 'matching.menu.desk',
      icon: Combine,
      to: '/matching',
      order: 420,
      permission: 'matching.decide',
      useCount: useWaiting,
    },
  ],
  slots: [fill(newCustomerBeside, { order: 10, permission: 'matching.read', component: Hints })],
  palette: [
    {
      id: 'matching.desk',
      label: 'matching.desk.title',
      icon: Combine,
      permission: 'matching.read',
      run: go => go('/matching'),
    },
  ],
}
