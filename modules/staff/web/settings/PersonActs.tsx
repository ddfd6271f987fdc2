import { Button } from '@mantine/core'
import { useState } from 'react'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useSession } from '../../../../ui/shell/session.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { peopleEndpoints } from '../../contract/people.ts'
import { CopyBox } from './CopyBox.tsx'
import type { User } from './PeopleTable.tsx'
import styles from './Settings.module.css'

/** What can be done about a person's way in: a link, signing out, locking out. */
export function PersonActs({ user }: { user: User }) {
  const t = useT()
  const me = useSession().user.id
  return (
    <div className={styles.danger}>
      {!user.deactivated && <SignInLink user={user} />}
      {!user.deactivated && <SignOut user={user} />}
      {user.id !== me && <Deactivation user={user} />}
      <span className="visually-hidden">{t('staff.people.edit', { name: user.name })}</span>
    </div>
  )
}

function SignInLink({ user }: { user: User }) {
  const t = useT()
  const done = useTellDone()
  const tell = useTellProblem()
  const [link, setLink] = useState<string | null>(null)
  const send = useMutate(peopleEndpoints.sendSignInLink, {
    onDone: ({ data }) =>
      data.path
        ? setLink(window.location.origin + data.path)
        : done(t('staff.people.linkMailed', { email: user.email }), null),
  })
  return (
    <>
      <div className={styles.act}>
        <p className={styles.hint}>{t('staff.people.sendLinkHint')}</p>
        <Button
          loading={send.isPending}
          onClick={() => send.mutate({ params: { id: user.id } }, { onError: tell })}
        >
          {t('staff.people.sendLink')}
        </Button>
      </div>
      {link && (
        <>
          <p>{t('staff.people.handOver', { email: user.email })}</p>
          <CopyBox value={link} label={t('staff.people.copy')} />
        </>
      )}
    </>
  )
}

function SignOut({ user }: { user: User }) {
  const t = useT()
  const done = useTellDone()
  const tell = useTellProblem()
  const signOut = useMutate(peopleEndpoints.signOutUser, {
    onDone: () => done(t('staff.people.signedOut', { name: user.name }), null),
  })
  return (
    <div className={styles.act}>
      <span />
      <Button
        loading={signOut.isPending}
        onClick={() => signOut.mutate({ params: { id: user.id } }, { onError: tell })}
      >
        {t('staff.people.signOut')}
      </Button>
    </div>
  )
}

function Deactivation({ user }: { user: User }) {
  const t = useT()
  const done = useTellDone()
  const tell = useTellProblem()
  const invalidates = [peopleEndpoints.listUsers, peopleEndpoints.readUser]
  const deactivate = useMutate(peopleEndpoints.deactivateUser, {
    invalidates,
    onDone: () => done(t('staff.people.deactivated', { name: user.name }), null),
  })
  const reactivate = useMutate(peopleEndpoints.reactivateUser, {
    invalidates,
    onDone: () => done(t('staff.people.reactivated', { name: user.name }), null),
  })
  const act = user.deactivated ? reactivate : deactivate
  return (
    <div className={styles.act}>
      <p className={styles.hint}>
        {!user.deactivated && t('staff.people.deactivateHint', { name: user.name })}
      </p>
      <Button
        {...(!user.deactivated && { color: 'red', variant: 'outline' })}
        loading={act.isPending}
        onClick={() => act.mutate({ params: { id: user.id } }, { onError: tell })}
      >
        {t(user.deactivated ? 'staff.people.reactivate' : 'staff.people.deactivate')}
      </Button>
    </div>
  )
}
