import { Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Check, ChevronDown } from 'lucide-react'
import { call } from '../../../platform/contract/client.ts'
import type { Endpoint } from '../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../platform/contract/hooks.ts'
import { hasText } from '../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { demoRole, sessionRead } from '../../shell/endpoints.ts'
import { useLive } from '../../shell/live.ts'
import { useSession } from '../../shell/session.tsx'
import { useTellDone, useTellProblem } from '../../shell/undo.ts'
import styles from './DemoBar.module.css'
import { demoEndpoints } from './endpoints.ts'

const roles = ['agent', 'manager', 'steward', 'administrator']

/** Says on every page that what one sees is invented, lets one look through other roles, and clears it. */
export function DemoBar() {
  const t = useT()
  const { demo } = useSession()
  const state = useCall(demoEndpoints.state, {}, { staleTime: 60_000 })
  // Clearing, and undoing it, change the answer; both tell of themselves as acts.
  const client = useQueryClient()
  useLive(['batch'], {
    invalidates: [demoEndpoints.state],
    // With the colleagues of the demo the role switch comes and goes, and who one is.
    onEvent: ({ kind }) => {
      if (kind === 'history.undone' || kind === 'demo.cleared')
        void client.invalidateQueries({ queryKey: [sessionRead.name] })
    },
  })
  if (!state.data?.present) return null
  return (
    <aside className={styles.bar} aria-label={t('pages.demo.label')}>
      <p className={styles.text}>
        <b className={styles.wide}>{t('pages.demo.sentence')}</b>
        <b className={styles.short} aria-hidden>
          {t('pages.demo.short')}
        </b>{' '}
        <span className={styles.hint}>{t('pages.demo.hint')}</span>
      </p>
      {demo && <RoleMenu />}
      {state.data.mayClear && <ClearButton />}
    </aside>
  )
}

function RoleMenu() {
  const t = useT()
  const tell = useTellProblem()
  const session = useSession()
  const nameOf = (role: string) => (hasText(`roles.${role}`) ? t(`roles.${role}`) : role)
  const role = nameOf(session.roles[0] ?? '')
  // Loaded anew: what stands on the page was read with the rights of the role before.
  const become = (role: string) =>
    void call(demoRole as Endpoint, { body: { role } } as never)
      .then(() => window.location.reload())
      .catch(tell)
  return (
    <Menu position="bottom-end" width={200} trapFocus>
      <Menu.Target>
        <button type="button" className={styles.act}>
          <span className={styles.wide}>{t('pages.demo.role', { role })}</span>
          <span className={styles.short} aria-hidden>
            {role}
          </span>
          <ChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {roles.map(role => (
          <Menu.Item
            key={role}
            aria-current={session.roles.includes(role) ? 'true' : undefined}
            rightSection={session.roles.includes(role) && <Check size={14} aria-hidden />}
            onClick={() => become(role)}
          >
            {nameOf(role)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function ClearButton() {
  const t = useT()
  const format = useFormat()
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const clear = useMutate(demoEndpoints.clear, {
    onDone: ({ data }) => {
      tellDone(
        t('pages.demo.cleared', { count: data.removed, shown: format.number(data.removed) }),
        data.batchId,
      )
      void client.invalidateQueries()
    },
  })
  return (
    <button
      type="button"
      className={styles.act}
      disabled={clear.isPending}
      onClick={() => clear.mutate({}, { onError: tellProblem })}
    >
      {clear.isPending ? t('pages.demo.clearing') : t('pages.demo.clear')}
    </button>
  )
}
