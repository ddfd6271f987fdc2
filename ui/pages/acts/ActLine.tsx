import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { ReplyOf } from '../../../platform/contract/endpoint.ts'
import { useMutate } from '../../../platform/contract/hooks.ts'
import { historyContract } from '../../../platform/history/contract.ts'
import { hasText } from '../../../platform/i18n/index.ts'
import type { TextParams } from '../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { useMay, useSession } from '../../shell/session.tsx'
import { useTellProblem } from '../../shell/undo.ts'
import { Avatar, Badge, TextLink } from '../../theme/parts.tsx'
import styles from './Acts.module.css'
import { KeptRecords } from './KeptRecords.tsx'

type Act = ReplyOf<typeof historyContract.acts>['items'][number]

/** Beyond this the server does not count. */
const most = 1000

/** One act in a sentence, with its undo and what that kept. */
export function ActLine({ act }: { act: Act }) {
  const t = useT()
  const format = useFormat()
  const { user } = useSession()
  const [open, setOpen] = useState(false)
  const who = act.actorId === user.id ? t('pages.you') : act.actorName
  const what = hasText(act.label) ? t(act.label, paramsOf(act.labelParams)) : t('platform.act.changed')
  const channel = hasText(`pages.channel.${act.channel}`) ? t(`pages.channel.${act.channel}`) : act.channel
  return (
    <li className={styles.line}>
      <Avatar name={act.actorName || '?'} id={act.actorId} />
      <div className={styles.words}>
        <p>
          <b>
            <bdi>{who}</bdi>
          </b>{' '}
          {what}
          {act.record && (
            <>
              {' · '}
              <RecordLink record={act.record} />
            </>
          )}
        </p>
        <small>
          <time dateTime={act.at} title={format.dateTime(act.at)}>
            {format.relative(act.at)}
          </time>{' '}
          · {channel}
          {act.changes > 0 &&
            ` · ${t(act.changes < most ? 'pages.acts.changes' : 'pages.acts.manyChanges', { count: act.changes })}`}
        </small>
      </div>
      <UndoState act={act} onKept={() => setOpen(!open)} open={open} />
      {open && (
        <div className={styles.below}>
          <KeptRecords id={act.id} />
        </div>
      )}
    </li>
  )
}

function RecordLink({ record }: { record: NonNullable<Act['record']> }) {
  const { entities } = useSession()
  const entity = entities.find(candidate => candidate.name === record.entity)
  const name = <bdi>{record.title}</bdi>
  return entity ? <Link to={`/${entity.plural}/${record.rootId}`}>{name}</Link> : name
}

function UndoState({ act, onKept, open }: { act: Act; onKept: () => void; open: boolean }) {
  const t = useT()
  const may = useMay()
  const tellProblem = useTellProblem()
  const undo = useMutate(historyContract.undo, { invalidates: [historyContract.acts] })
  // Taking back a taking back is done at the first act; an act without changes has nothing to take back.
  const undoable = act.changes > 0 && act.label !== 'platform.act.undone'
  if (act.undo)
    return (
      <div className={styles.state}>
        <Badge tone={act.undo.state === 'failed' ? 'red' : 'neutral'}>
          {t(`pages.acts.undo.${act.undo.state}`)}
        </Badge>
        <small>
          {t('pages.acts.undoCounts', { removed: act.undo.removed, restored: act.undo.restored })}{' '}
          {act.undo.kept > 0 && (
            <TextLink onClick={onKept}>
              {open ? t('pages.acts.hideKept') : t('pages.acts.kept', { count: act.undo.kept })}
            </TextLink>
          )}
        </small>
      </div>
    )
  if (!undoable || !may('history.undo')) return null
  return (
    <Button
      leftSection={<Undo2 size={14} aria-hidden />}
      loading={undo.isPending}
      onClick={() => undo.mutate({ params: { id: act.id } }, { onError: tellProblem })}
    >
      {t('ui.undo')}
    </Button>
  )
}

/** What the act's text may name; only words and numbers. */
function paramsOf(given: unknown): TextParams {
  if (typeof given !== 'object' || given === null) return {}
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  ) as TextParams
}
