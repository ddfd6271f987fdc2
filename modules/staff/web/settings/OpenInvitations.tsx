import { Button } from '@mantine/core'
import { Mail } from 'lucide-react'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { Badge, Card } from '../../../../ui/theme/parts.tsx'
import { peopleEndpoints } from '../../contract/people.ts'
import { roleName } from './role-choices.ts'
import styles from './Settings.module.css'

/** Invitations nobody has answered yet; nothing at all when there are none. */
export function OpenInvitations() {
  const t = useT()
  const format = useFormat()
  const done = useTellDone()
  const tell = useTellProblem()
  const invitations = useCall(peopleEndpoints.listInvitations)
  const revoke = useMutate(peopleEndpoints.revokeInvitation, {
    invalidates: [peopleEndpoints.listInvitations],
    onDone: () => done(t('staff.people.revoked'), null),
  })
  const open = (invitations.data?.items ?? []).filter(item => !item.acceptedAt && !item.revokedAt)
  if (open.length === 0) return null
  return (
    <Card title={t('staff.people.open')} aside={format.number(open.length)}>
      <ul className={styles.rows}>
        {open.map(item => {
          const over = new Date(item.expiresAt) < new Date()
          return (
            <li key={item.id} className={styles.item}>
              <span className={styles.mark}>
                <Mail size={16} strokeWidth={1.75} aria-hidden />
              </span>
              <div>
                <strong>
                  <bdi>{item.email}</bdi>
                </strong>{' '}
                <Badge>{roleName(item.role, t)}</Badge>
                <small>
                  {item.invitedBy &&
                    `${t('staff.people.invitedBy', { name: item.invitedBy, when: format.relative(item.createdAt) })} · `}
                  {over
                    ? t('staff.people.expired')
                    : t('staff.people.expires', { when: format.date(item.expiresAt) })}
                </small>
              </div>
              <Button
                aria-label={t('staff.people.revokeOf', { email: item.email })}
                onClick={() => revoke.mutate({ params: { id: item.id } }, { onError: tell })}
              >
                {t('staff.people.revoke')}
              </Button>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
