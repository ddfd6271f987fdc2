import { createHashHistory } from '@tanstack/react-router'
import { FilePenLine, IdCard, LayoutGrid, Table2 } from 'lucide-react'
import { createRoot } from 'react-dom/client'
import { App } from '../ui/shell/App.tsx'
import { createCache } from '../ui/shell/providers.tsx'
import type { WebModule } from '../ui/shell/web-module.ts'
import { vessel } from './gallery/data.ts'
import { galleryTexts } from './gallery/texts.ts'

/** Every part in its states, with invented data and without a server. Only in development. */
const gallery: WebModule = {
  name: 'gallery',
  texts: {
    en: galleryTexts.en,
    de: () => Promise.resolve(galleryTexts.de),
    ar: () => Promise.resolve(galleryTexts.ar),
  },
  routes: [
    { path: '/table', load: () => import('./gallery/TablePage.tsx') },
    { path: '/record', load: () => import('./gallery/RecordPage.tsx') },
    { path: '/form', load: () => import('./gallery/FormPage.tsx') },
    { path: '/parts', load: () => import('./gallery/PartsPage.tsx') },
  ],
  menu: [
    { label: 'gallery.table', icon: Table2, to: '/table', order: 1, useCount: () => 214 },
    { label: 'gallery.record', icon: IdCard, to: '/record', order: 2 },
    { label: 'gallery.form', icon: FilePenLine, to: '/form', order: 3, group: 'gallery.group' },
    {
      label: 'gallery.parts',
      icon: LayoutGrid,
      to: '/parts',
      order: 4,
      group: 'gallery.group',
      useCount: () => 38,
    },
  ],
  palette: [{ id: 'new', label: 'gallery.newVessel', shortcut: 'c', run: go => go('/form') }],
}

const stored = JSON.parse(localStorage.getItem('tessera.preferences') ?? '{}') as Record<string, string>
const cache = createCache()
cache.setQueryData(['platform.session.read'], {
  user: {
    id: 'u1',
    name: 'Polar Star',
    email: 'star@harbour.example',
    locale: 'en',
    timeZone: 'Europe/Oslo',
    theme: 'auto',
    density: 'comfortable',
    ...stored,
  },
  roles: ['agent'],
  permissions: [],
  demo: true,
  entities: [vessel],
  organisation: { name: 'Harbour of Examples' },
})

const root = document.getElementById('root')
if (!root) throw new Error('gallery.html lacks the element #root.')
createRoot(root).render(<App modules={[gallery]} cache={cache} history={createHashHistory()} />)
