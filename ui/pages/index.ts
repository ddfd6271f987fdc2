import { Activity, FileInput, FileOutput, HeartPulse, History, ListPlus } from 'lucide-react'
import { fill, shellTop } from '../shell/web-module.ts'
import type { WebModule } from '../shell/web-module.ts'
import { DemoBar } from './demo/DemoBar.tsx'
import { pagesTexts } from './texts/lazy.ts'

/** The screens of what the platform itself can do: import, export, undo, health, own fields, the demo. */
export const platformWeb: WebModule = {
  name: 'pages',
  texts: pagesTexts,
  routes: [
    { path: '/imports', load: () => import('./imports/ImportsPage.tsx') },
    { path: '/imports/new', load: () => import('./imports/NewImportPage.tsx') },
    { path: '/imports/$id', load: () => import('./imports/ImportPage.tsx') },
    { path: '/exports', load: () => import('./exports/ExportsPage.tsx') },
    { path: '/acts', load: () => import('./acts/ActsPage.tsx'), permission: 'history.read' },
    { path: '/health', load: () => import('./health/HealthPage.tsx'), permission: 'health.read' },
    { path: '/settings/fields', load: () => import('./fields/FieldsPage.tsx'), permission: 'fields.manage' },
  ],
  menu: [
    {
      label: 'pages.acts.title',
      icon: History,
      to: '/acts',
      order: 820,
      permission: 'history.read',
      foot: true,
    },
    {
      label: 'pages.health.title',
      icon: Activity,
      to: '/health',
      order: 840,
      permission: 'health.read',
      foot: true,
    },
  ],
  slots: [fill(shellTop, { order: 10, component: DemoBar })],
  palette: [
    {
      id: 'pages.import',
      label: 'pages.imports.new',
      keywords: 'pages.imports.words',
      icon: FileInput,
      run: go => go('/imports/new'),
    },
    {
      id: 'pages.imports',
      label: 'pages.imports.title',
      icon: FileInput,
      run: go => go('/imports'),
    },
    {
      id: 'pages.exports',
      label: 'pages.exports.title',
      icon: FileOutput,
      run: go => go('/exports'),
    },
    {
      id: 'pages.acts',
      label: 'pages.acts.title',
      keywords: 'pages.acts.words',
      icon: History,
      permission: 'history.read',
      run: go => go('/acts'),
    },
    {
      id: 'pages.health',
      label: 'pages.health.title',
      keywords: 'pages.health.words',
      icon: HeartPulse,
      permission: 'health.read',
      run: go => go('/health'),
    },
    {
      id: 'pages.fields',
      label: 'pages.fields.title',
      keywords: 'pages.fields.words',
      icon: ListPlus,
      permission: 'fields.manage',
      run: go => go('/settings/fields'),
    },
  ],
}
