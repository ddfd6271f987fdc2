import { Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import { call } from '../../platform/contract/client.ts'
import { hasText, languageNames, languageOf, languages } from '../../platform/i18n/index.ts'
import { useT } from '../../platform/i18n/react.ts'
import { Avatar } from '../theme/parts.tsx'
import { demoRole, sessionChange, signOut } from './endpoints.ts'
import type { Preferences } from './preferences.ts'
import { changePreferences, usePreferences } from './preferences.ts'
import { useSession } from './session.tsx'
import styles from './Shell.module.css'
import { useTellProblem } from './undo.ts'

/** The person at the foot of the menu: theme, density, language, role (demo only), sign out. */
export function UserMenu() {
  const t = useT()
  const { user, roles, demo } = useSession()
  const leave = useLeave()
  return (
    <Menu position="top-start" width={232} trapFocus>
      <Menu.Target>
        <button
          type="button"
          className={`${styles.item} ${styles.person}`}
          aria-label={t('ui.user.menu', { name: user.name })}
        >
          <Avatar name={user.name} id={user.id} />
          <span className={styles.name}>{user.name}</span>
          <span className={styles.number}>{roles[0] ? roleName(roles[0], t) : ''}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <PreferenceItems />
        {demo && <RoleItems />}
        <Menu.Divider />
        <Menu.Item onClick={leave}>{t('ui.user.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function roleName(role: string, t: (key: string) => string): string {
  return hasText(`roles.${role}`) ? t(`roles.${role}`) : role
}

function PreferenceItems() {
  const t = useT()
  const preferences = usePreferences()
  const prefer = usePrefer()
  return (
    <>
      <Menu.Label>{t('ui.user.theme')}</Menu.Label>
      {(['auto', 'light', 'dark'] as const).map(theme => (
        <Pick key={theme} on={preferences.theme === theme} onPick={() => prefer({ theme })}>
          {t(`ui.theme.${theme}`)}
        </Pick>
      ))}
      <Menu.Label>{t('ui.user.density')}</Menu.Label>
      {(['comfortable', 'compact'] as const).map(density => (
        <Pick key={density} on={preferences.density === density} onPick={() => prefer({ density })}>
          {t(`ui.density.${density}`)}
        </Pick>
      ))}
      <Menu.Label>{t('ui.user.language')}</Menu.Label>
      {languages.map(language => (
        <Pick
          key={language}
          on={languageOf(preferences.locale) === language}
          onPick={() => prefer({ locale: language })}
        >
          <span lang={language}>{languageNames[language]}</span>
        </Pick>
      ))}
    </>
  )
}

function Pick({ on, onPick, children }: { on: boolean; onPick: () => void; children: ReactNode }) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={on}
      closeMenuOnClick={false}
      onClick={onPick}
      rightSection={on && <Check size={14} aria-hidden />}
    >
      {children}
    </Menu.Item>
  )
}

/** Changes a preference here at once and for the account behind it. */
function usePrefer(): (change: Partial<Preferences>) => void {
  const tell = useTellProblem()
  return change => {
    changePreferences(change)
    call(sessionChange as Endpoint, { body: change } as never).catch(tell)
  }
}

const demoRoles = ['agent', 'manager', 'steward', 'administrator']

function RoleItems() {
  const t = useT()
  const client = useQueryClient()
  const tell = useTellProblem()
  const { roles } = useSession()
  const become = (role: string) =>
    call(demoRole as Endpoint, { body: { role } } as never)
      .then(() => client.resetQueries())
      .catch(tell)
  return (
    <>
      <Menu.Label>{t('ui.user.role')}</Menu.Label>
      {demoRoles.map(role => (
        <Pick key={role} on={roles.includes(role)} onPick={() => void become(role)}>
          {roleName(role, t)}
        </Pick>
      ))}
    </>
  )
}

function useLeave(): () => void {
  const tell = useTellProblem()
  return () => {
    call(signOut)
      // A full reload drops everything that the browser has read for this person.
      .then(() => window.location.assign('/'))
      .catch(tell)
  }
}
