import { Button, Menu } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Cable, CircleAlert, CircleCheck, FlaskConical, Plus } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card, EmptyState, Sentence } from '../../../../ui/theme/parts.tsx'
import { type BoardLine, boardEndpoints as api } from '../../contract/board.ts'
import { SystemsTabs } from '../SystemsTabs.tsx'
import styles from './board.module.css'
import { SystemsTable } from './SystemsTable.tsx'
import { sinceWords } from './state-words.ts'
import { Tiles } from './Tiles.tsx'

const askEvery = 10_000
const stale = [api.board]

/** All joined systems: how fast, how far behind, what waits, what was saved, and what needs a person. */
export default function BoardPage() {
  const t = useT()
  const board = useCall(api.board, {}, { refetchInterval: askEvery })
  useLive(['system'], { invalidates: stale })
  const lines = board.data?.items
  return (
    <Page
      title={t('integration.board.title')}
      count={lines && lines.length > 0 ? t('integration.board.count', { count: lines.length }) : null}
      acts={<BoardActs lines={lines ?? []} />}
    >
      <div className={styles.board}>
        <SystemsTabs />
        {!lines && (
          <Card>
            <Reading of={board} lines={8} />
          </Card>
        )}
        {lines?.length === 0 && <Nothing />}
        {lines && lines.length > 0 && (
          <>
            <Drills lines={lines} />
            <Health lines={lines} at={board.data?.at ?? ''} />
            <Tiles lines={lines} />
            <Card>
              <SystemsTable lines={lines} />
            </Card>
          </>
        )}
      </div>
    </Page>
  )
}

/** One button for the next thing to do, and one for the practice of a bad day. */
function BoardActs({ lines }: { lines: readonly BoardLine[] }) {
  const t = useT()
  const may = useMay()
  const navigate = useNavigate()
  return (
    <>
      {lines.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button leftSection={<FlaskConical size={15} strokeWidth={1.75} aria-hidden />}>
              {t('integration.board.whatIf')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {lines.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => void navigate({ to: `/systems/${id}/drill` })}>
                <bdi>{name}</bdi>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {may('integration.manage') && lines.length > 0 && <Connect />}
    </>
  )
}

function Connect() {
  const t = useT()
  return (
    <Button
      component={Link}
      to="/systems/connect"
      variant="filled"
      leftSection={<Plus size={15} strokeWidth={2} aria-hidden />}
    >
      {t('integration.board.connect')}
    </Button>
  )
}

function Nothing() {
  const t = useT()
  const may = useMay()
  return (
    <EmptyState
      icon={<Cable size={20} aria-hidden />}
      title={t('integration.board.none')}
      acts={may('integration.manage') && <Connect />}
    >
      {t('integration.board.noneHint')}
    </EmptyState>
  )
}

/** Whoever looks at the board must know that what he sees is practised. */
function Drills({ lines }: { lines: readonly BoardLine[] }) {
  const t = useT()
  const format = useFormat()
  const practised = lines.filter(({ state }) => state === 'drill')
  if (practised.length === 0) return null
  return (
    <Sentence
      tone="amber"
      icon={<FlaskConical size={16} aria-hidden />}
      acts={practised.map(({ id, name }) => (
        <Link key={id} to={`/systems/${id}/drill`} title={name} className={styles.see}>
          {t('integration.board.drillSee')}
        </Link>
      ))}
    >
      {t('integration.board.drill', {
        names: format.list(practised.map(({ name }) => name)),
        count: practised.length,
      })}
    </Sentence>
  )
}

/** The page in one sentence: who does not answer, or that all do. */
function Health({ lines, at }: { lines: readonly BoardLine[]; at: string }) {
  const t = useT()
  const format = useFormat()
  const sick = lines.filter(({ state }) => state === 'unreachable' || state === 'slow' || state === 'lost')
  const asked = lines.filter(({ state }) => !['off', 'drill', 'idle'].includes(state))
  const [one] = sick
  if (sick.length === 0)
    return asked.length === 0 ? null : (
      <Sentence icon={<CircleCheck size={16} aria-hidden />}>
        {t('integration.board.well', { count: asked.length })}
      </Sentence>
    )
  return (
    <Sentence tone="red" icon={<CircleAlert size={16} aria-hidden />}>
      {one && sick.length === 1 && one.state === 'unreachable'
        ? t('integration.board.sickSince', {
            name: one.name,
            when: sinceWords(one.aliveAt ?? one.since ?? at, format),
          })
        : t('integration.board.sick', {
            names: format.list(sick.map(({ name }) => name)),
            count: sick.length,
          })}
    </Sentence>
  )
}
