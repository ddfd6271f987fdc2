import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Badge } from '../../../../ui/theme/parts.tsx'
import { TileMark } from '../../../../ui/theme/Tile.tsx'
import type { BoardLine } from '../../contract/board.ts'
import stacked from '../stacked.module.css'
import styles from './board.module.css'
import { duration } from './duration.ts'
import { LastHour } from './LastHour.tsx'
import { kindWords, savings, stateWords, tileOf } from './state-words.ts'

const columns = [
  'system',
  'hour',
  'answers',
  'lag',
  'records',
  'breakers',
  'queue',
  'bypass',
  'saved',
  'differences',
] as const

/** One line for each system. On a phone each is a card of its own. */
export function SystemsTable({ lines }: { lines: readonly BoardLine[] }) {
  const t = useT()
  const heads = columns.map(key => ({ key, head: t(`integration.board.head.${key}`) }))
  return (
    <div className={`${stacked.stacked} ${styles.systems}`}>
      <PlainTable heads={heads} label={t('integration.board.title')}>
        <tbody>
          {lines.map(line => (
            <SystemRow key={line.id} line={line} />
          ))}
        </tbody>
      </PlainTable>
    </div>
  )
}

function SystemRow({ line }: { line: BoardLine }) {
  const t = useT()
  const format = useFormat()
  return (
    <tr data-state={line.state}>
      <td className={styles.name} data-whole>
        <TileMark state={tileOf[line.state]} />
        <span>
          <Link to={`/systems/${line.id}`}>
            <bdi>{line.name}</bdi>
          </Link>
          <small>
            {t('integration.board.kindAndState', {
              kind: kindWords(line.kind, t),
              state: stateWords(line, t, format),
            })}
          </small>
          {line.said && (
            <small className={styles.said} title={line.said} dir="auto">
              {line.said}
            </small>
          )}
        </span>
      </td>
      <Cell of="hour">
        <LastHour minutes={line.minutes} />
      </Cell>
      <Answers line={line} />
      <Lag line={line} />
      <Cell of="records">{format.number(line.records)}</Cell>
      <Cell of="breakers">
        <Breakers line={line} />
      </Cell>
      <Cell
        of="queue"
        below={line.oldest && t('integration.board.oldest', { when: format.ago(line.oldest) })}
      >
        {format.number(line.queue)}
      </Cell>
      <Cell of="bypass">
        <Link to="/systems/bypass" search={{ system: line.id } as never}>
          {format.number(line.bypassed)}
        </Link>
      </Cell>
      <Saved line={line} />
      <Cell of="differences" below={line.differences && format.ago(line.differences.at)}>
        {line.differences ? (
          <Link to="/systems/differences" search={{ system: line.id } as never}>
            {t('integration.board.differences', { count: line.differences.count })}
          </Link>
        ) : (
          <span className={styles.quiet}>{t('integration.board.notCompared')}</span>
        )}
      </Cell>
    </tr>
  )
}

type CellProps = { of: (typeof columns)[number]; below?: ReactNode; title?: string; children: ReactNode }

function Cell({ of, below, title, children }: CellProps) {
  const t = useT()
  return (
    <td data-label={t(`integration.board.head.${of}`)} title={title}>
      <span>
        {children}
        {below && <small>{below}</small>}
      </span>
    </td>
  )
}

function Answers({ line: { p50, p95 } }: { line: BoardLine }) {
  const t = useT()
  const format = useFormat()
  if (p50 === null)
    return (
      <Cell of="answers">
        <span className={styles.quiet}>{t('integration.board.noAnswers')}</span>
      </Cell>
    )
  const within = p95 !== null && t('integration.board.p95', { time: duration(p95, format) })
  return (
    <Cell of="answers" below={within}>
      {duration(p50, format)}
    </Cell>
  )
}

/** How late the last change came, and when the system was last heard of: a quiet system is not late. */
function Lag({ line: { lag, aliveAt } }: { line: BoardLine }) {
  const t = useT()
  const format = useFormat()
  const sign = aliveAt
    ? t('integration.board.sign', { when: format.ago(aliveAt) })
    : t('integration.board.never')
  if (lag === null)
    return (
      <Cell of="lag">
        <span className={styles.quiet}>{sign}</span>
      </Cell>
    )
  return (
    <Cell of="lag" below={sign}>
      {lag < 0 ? t('integration.board.ahead') : duration(lag, format)}
    </Cell>
  )
}

const purposes = ['page', 'background', 'write'] as const
const tones = { closed: 'accent', open: 'red', probing: 'amber', 'switched-off': 'neutral' } as const

/** One word where all is well or all is off, else one for each purpose that is not. */
function Breakers({ line: { breakers } }: { line: BoardLine }) {
  const t = useT()
  const open = purposes.filter(purpose => breakers[purpose] !== 'closed')
  const off = purposes.every(purpose => breakers[purpose] === 'switched-off')
  const all = open.length === 0 ? 'closed' : off ? 'switched-off' : null
  return (
    <span className={styles.breakers}>
      {all && <Badge tone={tones[all]}>{t(`integration.board.breaker.${all}`)}</Badge>}
      {(all ? [] : open).map(purpose => (
        <Badge key={purpose} tone={tones[breakers[purpose]]}>
          {t('integration.board.oneBreaker', {
            purpose: t(`integration.board.purpose.${purpose}`),
            state: t(`integration.board.breaker.${breakers[purpose]}`),
          })}
        </Badge>
      ))}
    </span>
  )
}

function Saved({ line }: { line: BoardLine }) {
  const t = useT()
  const format = useFormat()
  const { saved, all } = savings(line)
  const { shared, heldBack, spared } = line.day
  const words = t('integration.board.savedWords', {
    shared: format.number(shared),
    held: format.number(heldBack),
    spared: format.number(spared),
  })
  return (
    <Cell of="saved" title={words} below={all > 0 && t('integration.board.of', { all: format.number(all) })}>
      {format.number(saved)}
    </Cell>
  )
}
