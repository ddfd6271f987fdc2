import { Combine, FlaskConical, Layers } from 'lucide-react'
import { fill, importCheck, importReport, type WebModule } from '../../../ui/shell/web-module.ts'
import { customerMenu, customerRight, newCustomerBeside } from '../../customers/web/index.ts'
import { matchingTexts } from '../texts/lazy.ts'
import { useWaiting } from './use-waiting.ts'

export const matchingWeb: WebModule = {
  name: 'matching',
  texts: matchingTexts,
  routes: [
    { path: '/matching', load: () => import('./desk/DeskPage.tsx'), permission: 'matching.read' },
    { path: '/matching/rule', load: () => import('./rule/RulePage.tsx'), permission: 'matching.manage' },
    {
      path: '/matching/evaluations',
      load: () => import('./evaluations/EvaluationsPage.tsx'),
      permission: 'matching.manage',
    },
    {
      path: '/matching/evaluations/$id',
      load: () => import('./evaluations/EvaluationPage.tsx'),
      permission: 'matching.manage',
    },
    {
      path: '/bases',
      load: () => import('./bases/BasesPage.tsx'),
      permission: 'matching.manage',
    },
    {
      path: '/bases/$id',
      load: () => import('./bases/BasePage.tsx'),
      permission: 'matching.manage',
    },
    { path: '/base-records', load: () => import('./bases/RecordsPage.tsx'), permission: 'matching.manage' },
    {
      path: '/base-records/$id',
      load: () => import('./bases/RecordPage.tsx'),
      permission: 'matching.manage',
    },
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
    {
      label: 'matching.bases.menu',
      icon: Layers,
      to: '/bases',
      order: 805,
      permission: 'matching.manage',
      foot: true,
    },
  ],
  slots: [
    fill(importReport, {
      order: 10,
      permission: 'matching.read',
      load: async () => (await import('./form/ImportTwins.tsx')).ImportTwins,
    }),
    fill(customerMenu, {
      order: 10,
      permission: 'matching.decide',
      label: 'matching.sameAs.menu',
      icon: Combine,
      load: async () => (await import('./link/SameAs.tsx')).SameAs,
    }),
    fill(importCheck, {
      order: 10,
      permission: 'matching.read',
      load: async () => (await import('./form/ImportLikely.tsx')).ImportLikely,
    }),
    fill(newCustomerBeside, {
      order: 10,
      permission: 'matching.read',
      load: async () => (await import('./form/Hints.tsx')).Hints,
    }),
    fill(customerRight, {
      order: 80,
      permission: 'customers.read',
      load: async () => (await import('./bases/Origins.tsx')).Origins,
    }),
  ],
  palette: [
    {
      id: 'matching.desk',
      label: 'matching.desk.title',
      icon: Combine,
      permission: 'matching.read',
      run: go => go('/matching'),
    },
    {
      id: 'matching.evaluations',
      label: 'matching.evaluation.title',
      keywords: 'matching.evaluation.menuWords',
      icon: FlaskConical,
      permission: 'matching.manage',
      run: go => go('/matching/evaluations'),
    },
    {
      id: 'matching.bases',
      label: 'matching.bases.menu',
      keywords: 'matching.bases.menuWords',
      icon: Layers,
      permission: 'matching.manage',
      run: go => go('/bases'),
    },
  ],
}
