import { Drawer } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Menu as MenuIcon, PanelLeft, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import { Logo } from '../theme/Logo.tsx'
import { Kbd } from '../theme/parts.tsx'
import { atHand } from './at-hand.tsx'
import { BottomAct } from './BottomAct.tsx'
import { ConflictHost } from './conflict.tsx'
import { BottomLinks, MenuList, useMenu } from './menu.tsx'
import { Offline } from './Offline.tsx'
import { changePreferences, usePreferences } from './preferences.ts'
import { useSession } from './session.tsx'
import { listenForShortcuts, readableKeys, useShortcut } from './shortcuts.ts'
import styles from './Shell.module.css'
import { SlotOutlet } from './slots.tsx'
import { ToastHost } from './ToastHost.tsx'
import { UserMenu } from './UserMenu.tsx'
import type { MenuEntry, PaletteAction } from './web-module.ts'
import { shellBottom, shellTop } from './web-module.ts'

const Palette = atHand(async () => (await import('./Palette.tsx')).Palette)
const ShortcutSheet = atHand(async () => (await import('./ShortcutSheet.tsx')).ShortcutSheet)

type ShellProps = { menu: readonly MenuEntry[]; palette: readonly PaletteAction[]; children: ReactNode }
type Floating = 'palette' | 'keys' | 'menu' | null

/** The frame of every page: menu, palette, messages. */
export function Shell({ menu, palette, children }: ShellProps) {
  const t = useT()
  const [floating, setFloating] = useState<Floating>(null)
  const preferences = usePreferences()
  const entries = useMenu(menu)
  const close = () => setFloating(null)
  useEffect(listenForShortcuts, [])
  useShortcut({ keys: 'mod+k', label: t('ui.palette.title'), run: () => setFloating('palette') })
  useShortcut({ keys: '/', label: t('ui.palette.title'), run: () => setFloating('palette') })
  useShortcut({ keys: '?', label: t('ui.keys.title'), run: () => setFloating('keys') })
  return (
    <div className={styles.shell} data-menu={preferences.menu}>
      <a className={styles.skip} href="#main">
        {t('ui.skipToContent')}
      </a>
      <SideBar entries={entries} onSearch={() => setFloating('palette')} />
      <main className={styles.main} id="main" tabIndex={-1}>
        <SlotOutlet of={shellTop} props={{}} />
        <div className={styles.page}>{children}</div>
        <Offline />
      </main>
      <BottomBar entries={entries} onMore={() => setFloating('menu')} />
      <Drawer
        opened={floating === 'menu'}
        onClose={close}
        title={<BrandName />}
        size="86%"
        classNames={{ body: styles.drawer ?? '' }}
      >
        <SearchBox onClick={() => setFloating('palette')} />
        <MenuList entries={entries} onGo={close} />
        <UserMenu />
      </Drawer>
      {floating === 'palette' && <Palette menu={entries} actions={palette} onClose={close} />}
      {floating === 'keys' && <ShortcutSheet onClose={close} />}
      {palette.map(action => action.shortcut && <ActionKey key={action.id} action={action} />)}
      <ToastHost />
      <ConflictHost />
    </div>
  )
}

function SideBar({ entries, onSearch }: { entries: readonly MenuEntry[]; onSearch: () => void }) {
  const t = useT()
  const { menu } = usePreferences()
  const fold = () => changePreferences({ menu: menu === 'open' ? 'narrow' : 'open' })
  const label = menu === 'open' ? t('ui.menu.fold') : t('ui.menu.unfold')
  return (
    <nav className={styles.side} aria-label={t('ui.menu.title')}>
      <div className={styles.brand}>
        <Logo />
        <BrandName />
        <button type="button" className={styles.fold} onClick={fold} aria-label={label} title={label}>
          <PanelLeft size={15} aria-hidden />
        </button>
      </div>
      <SearchBox onClick={onSearch} />
      <div className={styles.menu}>
        <MenuList entries={entries.filter(entry => !entry.foot)} />
      </div>
      <div className={styles.foot}>
        <MenuList entries={entries.filter(entry => entry.foot)} />
        <UserMenu />
      </div>
    </nav>
  )
}

function BrandName() {
  return <span>{useSession().organisation.name}</span>
}

function SearchBox({ onClick }: { onClick: () => void }) {
  const t = useT()
  return (
    <button type="button" className={styles.search} onClick={onClick} aria-keyshortcuts="Control+K Meta+K /">
      <Search size={15} strokeWidth={1.75} aria-hidden />
      <span>{t('ui.palette.box')}</span>
      <Kbd>{readableKeys('mod+k')}</Kbd>
    </button>
  )
}

function BottomBar({ entries, onMore }: { entries: readonly MenuEntry[]; onMore: () => void }) {
  const t = useT()
  return (
    <nav className={styles.bottom} aria-label={t('ui.menu.short')}>
      <BottomLinks entries={entries.slice(0, 4)} />
      <SlotOutlet of={shellBottom} props={{}} />
      <BottomAct icon={MenuIcon} label={t('ui.menu.more')} onClick={onMore} />
    </nav>
  )
}

function ActionKey({ action }: { action: PaletteAction }) {
  const t = useT()
  const navigate = useNavigate()
  const run = () => action.run(to => void navigate({ to }))
  useShortcut({ keys: action.shortcut ?? '', label: t(action.label), run })
  return null
}
