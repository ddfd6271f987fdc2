import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Avatar, Badge } from '../../../../ui/theme/parts.tsx'
import type { peopleEndpoints } from '../../contract/people.ts'
import { roleName } from './role-choices.ts'
import styles from './Settings.module.css'

export type User = ReplyOf<typeof peopleEndpoints.readUser>

/** People as a table; with `onOpen` each can be opened. */
export function PeopleTable({ users, onOpen }: { users: readonly User[]; onOpen?: (id: string) => void }) {
  const t = useT()
  const keys = ['name', 'roles', 'team', 'unit', 'lastSignIn']
  return (
    <PlainTable heads={keys.map(key => ({ key, head: t(`staff.people.${key}`) }))}>
      <tbody>
        {users.map(user => (
          <PersonRow key={user.id} user={user} onOpen={onOpen} />
        ))}
      </tbody>
    </PlainTable>
  )
}

function PersonRow({ user, onOpen }: { user: User; onOpen: ((id: string) => void) | undefined }) {
  const t = useT()
  const format = useFormat()
  return (
    <tr data-opens={onOpen ? true : undefined}>
      <td>
        <div className={styles.name}>
          <Avatar name={user.name} id={user.id} />
          <div>
            {onOpen ? (
              <button type="button" className={styles.open} onClick={() => onOpen(user.id)}>
                <bdi>{user.name}</bdi>
              </button>
            ) : (
              <bdi>{user.name}</bdi>
            )}
            <small>
              <bdi>{user.email}</bdi>
            </small>
          </div>
        </div>
      </td>
      <td>
        <span className={styles.badges}>
          {user.deactivated && <Badge tone="red">{t('staff.people.state.deactivated')}</Badge>}
          {user.roles.map(role => (
            <Badge key={role} tone={role === 'administrator' ? 'accent' : 'neutral'}>
              {roleName(role, t)}
            </Badge>
          ))}
          {user.roles.length === 0 && <span className={styles.quiet}>{t('staff.people.noRole')}</span>}
        </span>
      </td>
      <td className={styles.quiet}>{format.list(user.teams.map(team => team.name))}</td>
      <td className={styles.quiet}>{user.unit}</td>
      <td className={styles.quiet}>
        {user.lastSignInAt ? (
          <time dateTime={user.lastSignInAt} title={format.dateTime(user.lastSignInAt)}>
            {format.relative(user.lastSignInAt)}
          </time>
        ) : (
          t('staff.people.never')
        )}
      </td>
    </tr>
  )
}
