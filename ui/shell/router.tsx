import {
  Navigate,
  Outlet,
  createRootRoute,
  createRoute,
  createRouter,
  useRouterState,
} from '@tanstack/react-router'
import type { AnyRoute, RouterHistory } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { lazy, useEffect, useState } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import { Bones, EmptyState, ErrorState } from '../theme/parts.tsx'
import { PageBoundary } from './PageBoundary.tsx'
import { changePreferences } from './preferences.ts'
import { SessionContext, useMay, useSessionQuery } from './session.tsx'
import type { Session } from './session.tsx'
import { Shell } from './Shell.tsx'
import styles from './Page.module.css'
import { wordsOf } from './undo.ts'
import type { PageRoute, WebModule } from './web-module.ts'

/** Where the browser goes when nobody is signed in; a module supplies the page. */
export const signInPath = '/sign-in'

/** The pages of all modules as a router: public ones bare, the others inside the shell. */
export function createPages(modules: readonly WebModule[], history?: RouterHistory) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage })
  const bare = createRoute({ getParentRoute: () => root, id: 'bare', component: BarePage })
  const framed = createRoute({
    getParentRoute: () => root,
    id: 'framed',
    component: () => <Framed modules={modules} />,
  })
  const pages = modules.flatMap(module => module.routes)
  const children = (parent: AnyRoute, wanted: boolean): AnyRoute[] =>
    pages
      .filter(page => (page.public ?? false) === wanted)
      .map(
        page =>
          createRoute({ getParentRoute: () => parent, path: page.path, component: pageOf(page) }) as AnyRoute,
      )
  const inside = children(framed as unknown as AnyRoute, false)
  if (!pages.some(page => page.path === '/')) inside.push(startOf(framed as unknown as AnyRoute, modules))
  const tree = root.addChildren([
    bare.addChildren(children(bare as unknown as AnyRoute, true)),
    framed.addChildren(inside),
  ] as AnyRoute[])
  return createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    ...(history ? { history } : {}),
  })
}

/** Without a page of its own, `/` leads to the first menu entry. */
function startOf(parent: AnyRoute, modules: readonly WebModule[]): AnyRoute {
  const first = modules.flatMap(module => module.menu ?? []).toSorted((a, b) => a.order - b.order)[0]
  const component = () => (first ? <Navigate to={first.to} replace /> : <NoSuchPage />)
  return createRoute({ getParentRoute: () => parent, path: '/', component }) as unknown as AnyRoute
}

/**
 * The router loads a page's code before it leaves the one that stands. Suspending instead would show an empty page, and
 * React holds such a one for 300 ms once it is there; that is left to code that could not be loaded ahead.
 */
function pageOf(page: PageRoute) {
  const Suspending = lazy(page.load)
  let Content: ComponentType = Suspending
  const preload = async () => {
    Content = (await page.load().catch(() => ({ default: Suspending }))).default
  }
  return Object.assign(PageContent, { preload })

  function PageContent() {
    const t = useT()
    const may = useMay()
    if (!page.public && !may(page.permission)) {
      return <EmptyState title={t('ui.error.notPermitted')}>{t('ui.error.notPermittedHint')}</EmptyState>
    }
    return <Content />
  }
}

function BarePage() {
  const path = useRouterState({ select: state => state.location.pathname })
  return (
    <PageBoundary resetKey={path}>
      <Outlet />
    </PageBoundary>
  )
}

function Framed({ modules }: { modules: readonly WebModule[] }) {
  const t = useT()
  const session = useSessionQuery()
  const path = useRouterState({ select: state => state.location.pathname })
  useAccountPreferences(session.data)
  if (session.error?.status === 401) return <ToSignIn />
  if (session.error)
    return <ErrorState message={wordsOf(session.error, t)} onRetry={() => void session.refetch()} />
  if (!session.data) return <Opening />
  return (
    <SessionContext value={session.data}>
      <Shell
        menu={modules.flatMap(module => module.menu ?? [])}
        palette={modules.flatMap(module => module.palette ?? [])}
      >
        <PageBoundary resetKey={path}>
          <Outlet />
        </PageBoundary>
      </Shell>
    </SessionContext>
  )
}

/** To the sign-in page, which leads back to where one wanted to go. */
function ToSignIn() {
  // Held, because this frame is drawn once more while the address is the sign-in page's already.
  const [search] = useState(() => {
    const { pathname, search, hash } = window.location
    return { next: pathname + search + hash }
  })
  return <Navigate to={signInPath} search={search as never} replace />
}

/** What the person chose on another computer holds here too. */
function useAccountPreferences(session: Session | undefined): void {
  const user = session?.user
  useEffect(() => {
    if (!user) return
    changePreferences({
      locale: user.locale,
      timeZone: user.timeZone,
      ...(['auto', 'light', 'dark'].includes(user.theme) ? { theme: user.theme as 'auto' } : {}),
      ...(user.density === 'compact' || user.density === 'comfortable' ? { density: user.density } : {}),
    })
  }, [user])
}

function Opening() {
  return (
    <div className={styles.bones} aria-busy>
      <Bones lines={6} />
    </div>
  )
}

function NoSuchPage() {
  const t = useT()
  return <EmptyState title={t('ui.error.noPage')}>{t('ui.error.noPageHint')}</EmptyState>
}
