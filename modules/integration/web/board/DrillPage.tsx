import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ExternalLink, FlaskConical, Power, UserRound } from 'lucide-react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { Card, Sentence } from '../../../../ui/theme/parts.tsx'
import { TileMark } from '../../../../ui/theme/Tile.tsx'
import { boardEndpoints as api } from '../../contract/board.ts'
import styles from './drill.module.css'

type Drill = ReplyOf<typeof api.drill>

const stale = [api.drill, api.board]

/** What happens when a system is sick: practised for an hour at most, and what users see of it. */
export default function DrillPage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const asked = useCall(api.drill, { params: { id } }, { refetchInterval: 15_000 })
  useLive(['system'], { invalidates: stale })
  const drill = asked.data
  const title = t('integration.drill.title', { name: drill?.name ?? '…' })
  const crumbs = (
    <>
      <Link to="/systems">{t('integration.board.title')}</Link> /{' '}
      {drill && (
        <>
          <Link to={`/systems/${id}`}>
            <bdi>{drill.name}</bdi>
          </Link>{' '}
          /{' '}
        </>
      )}
      <b>{t('integration.drill.short')}</b>
    </>
  )
  return (
    <Page title={title} crumbs={crumbs}>
      <div className={styles.column}>
        {drill ? (
          <>
            <Running drill={drill} />
            <Seen drill={drill} />
            <div className={styles.pair}>
              <GoesOn drill={drill} />
              <Missing drill={drill} />
            </div>
          </>
        ) : (
          <Card>
            <Reading of={asked} lines={6} />
          </Card>
        )}
      </div>
    </Page>
  )
}

/** Whether it is on, since when and until when, with the one button that changes it. */
function Running({ drill }: { drill: Drill }) {
  const t = useT()
  const format = useFormat()
  const { name, since, until, by } = drill
  if (!since || !until)
    return (
      <Sentence icon={<FlaskConical size={16} aria-hidden />} acts={<Begin drill={drill} />}>
        {t('integration.drill.before', { name })}
      </Sentence>
    )
  return (
    <Sentence tone="amber" icon={<FlaskConical size={16} aria-hidden />} acts={<End drill={drill} />}>
      {t(by ? 'integration.drill.onBy' : 'integration.drill.on', {
        since: format.time(since),
        until: format.time(until),
        who: by ?? '',
      })}
    </Sentence>
  )
}

function Begin({ drill: { id } }: { drill: Drill }) {
  const t = useT()
  const may = useMay()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const begin = useMutate(api.beginDrill, {
    invalidates: stale,
    onDone: ({ batch }) => tellDone(t('integration.drill.begun'), batch),
  })
  if (!may('integration.manage')) return null
  return (
    <Button
      variant="filled"
      loading={begin.isPending}
      onClick={() => begin.mutate({ params: { id } }, { onError: tellProblem })}
    >
      {t('integration.drill.begin')}
    </Button>
  )
}

function End({ drill: { id, name } }: { drill: Drill }) {
  const t = useT()
  const may = useMay()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const end = useMutate(api.endDrill, {
    invalidates: stale,
    onDone: () => tellDone(t('integration.drill.ended', { name }), null),
  })
  if (!may('integration.manage')) return null
  return (
    <Button
      variant="filled"
      leftSection={<Power size={15} aria-hidden />}
      loading={end.isPending}
      onClick={() => end.mutate({ params: { id } }, { onError: tellProblem })}
    >
      {t('integration.drill.end')}
    </Button>
  )
}

/** The sentence that stands on customers' pages, and a customer on whose page it stands. */
function Seen({ drill: { name, since, customer } }: { drill: Drill }) {
  const t = useT()
  const format = useFormat()
  return (
    <Card title={t(since ? 'integration.drill.seeNow' : 'integration.drill.seeThen')}>
      <blockquote className={styles.quote}>
        <TileMark state="silent" />
        <span>
          {since
            ? t('integration.records.says.drill', { system: name, time: format.time(since) })
            : t('integration.records.says.silentNow', { system: name })}
        </span>
      </blockquote>
      {customer ? (
        <Link to={`/customers/${customer.id}`} className={styles.open}>
          <UserRound size={15} aria-hidden />
          {t('integration.drill.open', { customer: customer.name })}
          <ExternalLink size={13} aria-hidden />
        </Link>
      ) : (
        <p className={styles.quiet}>{t('integration.drill.noCustomer')}</p>
      )}
    </Card>
  )
}

function GoesOn({ drill: { copied, written, queue } }: { drill: Drill }) {
  const t = useT()
  return (
    <Card title={t('integration.drill.works')}>
      <ul className={styles.list}>
        <li>{t('integration.drill.worksSearch')}</li>
        <li>{t('integration.drill.worksCopied', { count: copied })}</li>
        <li>
          {t('integration.drill.worksWritten', { count: written })}{' '}
          {written > 0 && t('integration.drill.worksQueue', { count: queue })}
        </li>
      </ul>
    </Card>
  )
}

function Missing({ drill: { asked } }: { drill: Drill }) {
  const t = useT()
  return (
    <Card title={t('integration.drill.missing')}>
      <ul className={styles.list}>
        <li>{t('integration.drill.missingLive', { count: asked })}</li>
        <li>{t('integration.drill.missingNews')}</li>
      </ul>
    </Card>
  )
}
