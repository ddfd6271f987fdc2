import { Button, Popover, SegmentedControl, Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import { call } from '../../platform/contract/client.ts'
import { hasText, languageNames, languageOf, languages } from '../../platform/i18n/index.ts'
import { useT } from '../../platform/i18n/react.ts'
import { Avatar, Label } from '../theme/parts.tsx'
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
  const [opened, setOpened] = useState(false)
  const role = roles[0] && roleName(roles[0], t)
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" width={264} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={`${styles.item} ${styles.person}`}
          aria-label={t('ui.user.menu', { name: user.name })}
          onClick={() => setOpened(!opened)}
        >
          <Avatar name={user.name} id={user.id} />
          <span className={styles.name}>{user.name}</span>
          {role && role !== user.name && <span className={styles.number}>{role}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.account}>
          <p>
            <b>{user.name}</b>
            <br />
            <small>{user.email}</small>
          </p>
          <PreferenceItems />
          {demo && <RoleItem />}
          <Button leftSection={<LogOut size={15} aria-hidden />} onClick={leave}>
            {t('ui.user.signOut')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function roleName(role: string, t: (key: string) => string): string {
  return hasText(`roles.${role}`) ? t(`roles.${role}`) : role
}

function PreferenceItems() {
  const t = useT()
  const { theme, density, locale } = usePreferences()
  const prefer = usePrefer()
  const themes = (['auto', 'light', 'dark'] as const).map(value => ({ value, label: t(`ui.theme.${value}`) }))
  const densities = (['comfortable', 'compact'] as const).map(value => ({
    value,
    label: t(`ui.density.${value}`),
  }))
  const tongues = languages.map(value => ({ value, label: languageNames[value] }))
  return (
    <>
      <Choice
        label={t('ui.user.theme')}
        data={themes}
        value={theme}
        onPick={picked => prefer({ theme: picked })}
      />
      <Choice
        label={t('ui.user.density')}
        data={densities}
        value={density}
        onPick={picked => prefer({ density: picked })}
      />
      <Choice
        label={t('ui.user.language')}
        data={tongues}
        value={languageOf(locale)}
        onPick={picked => prefer({ locale: picked })}
      />
    </>
  )
}

type ChoiceProps<V extends string> = {
  label: string
  data: { value: V; label: string }[]
  value: V
  onPick: (value: V) => void
}

function Choice<V extends string>({ label, data, value, onPick }: ChoiceProps<V>) {
  return (
    <div role="group" aria-label={label}>
      <Label>{label}</Label>
      <SegmentedControl
        fullWidth
        size="xs"
        data={data}
        value={value}
        onChange={picked => onPick(picked as V)}
      />
    </div>
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

function RoleItem() {
  const t = useT()
  const client = useQueryClient()
  const tell = useTellProblem()
  const { roles } = useSession()
  const become = (role: string | null) => {
    if (!role) return
    call(demoRole as Endpoint, { body: { role } } as never)
      .then(() => client.resetQueries())
      .catch(tell)
  }
  return (
    <Select
      label={t('ui.user.role')}
      data={demoRoles.map(role => ({ value: role, label: roleName(role, t) }))}
      value={roles[0] ?? null}
      allowDeselect={false}
      onChange={become}
      comboboxProps={{ withinPortal: false }}
    />
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
