import { Button } from '@mantine/core'
import { Laptop, Smartphone } from 'lucide-react'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { Badge, Card } from '../../../../ui/theme/parts.tsx'
import { sessionEndpoints } from '../../contract/session.ts'
import styles from './Settings.module.css'

type Session = ReplyOf<typeof sessionEndpoints.listSessions>['items'][number]

/** Where the person is signed in, and how to end that. */
export function SessionsCard() {
  const t = useT()
  const sessions = useCall(sessionEndpoints.listSessions)
  const done = useTellDone()
  const tell = useTellProblem()
  const settings = {
    invalidates: [sessionEndpoints.listSessions],
    onDone: () => done(t('staff.account.ended'), null),
  }
  const endOne = useMutate(sessionEndpoints.endOneSession, settings)
  const endOthers = useMutate(sessionEndpoints.endOtherSessions, settings)
  const items = sessions.data?.items ?? []
  return (
    <Card title={t('staff.account.sessions')}>
      <Reading of={sessions} lines={2} />
      <ul className={styles.rows}>
        {items.map(session => (
          <SessionItem
            key={session.id}
            session={session}
            onEnd={() => endOne.mutate({ params: { id: session.id } }, { onError: tell })}
          />
        ))}
      </ul>
      {items.length > 1 && (
        <div className={styles.end}>
          <Button onClick={() => endOthers.mutate({}, { onError: tell })} loading={endOthers.isPending}>
            {t('staff.account.endOthers')}
          </Button>
        </div>
      )}
    </Card>
  )
}

function SessionItem({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const t = useT()
  const format = useFormat()
  const device = deviceOf(session.browser) ?? t('staff.account.unknownDevice')
  const Icon = /Mobile|Android|iPhone/.test(session.browser ?? '') ? Smartphone : Laptop
  return (
    <li className={styles.item}>
      <span className={styles.mark}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </span>
      <div>
        <strong>{device}</strong> {session.current && <Badge tone="accent">{t('staff.account.here')}</Badge>}
        <small>
          {[
            session.address,
            t('staff.account.since', { when: format.relative(session.startedAt) }),
            !session.current && t('staff.account.lastSeen', { when: format.relative(session.lastSeenAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      {!session.current && (
        <Button onClick={onEnd} aria-label={t('staff.account.endOf', { device })}>
          {t('staff.account.end')}
        </Button>
      )}
    </li>
  )
}

const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** “Firefox, Windows”: enough to recognise one's own device. */
function deviceOf(browser: string | null): string | null {
  if (!browser) return null
  const found = [browsers, systems].map(list => list.find(([pattern]) => pattern.test(browser))?.[1])
  return found.filter(Boolean).join(', ') || null
}
