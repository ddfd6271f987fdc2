import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card, Figure } from '../../../../ui/theme/parts.tsx'
import type { BoardLine } from '../../contract/board.ts'
import styles from './board.module.css'
import { duration } from './duration.ts'
import { savings } from './state-words.ts'

/** What matters of all systems together; each figure opens what stands behind it. */
export function Tiles({ lines }: { lines: readonly BoardLine[] }) {
  const t = useT()
  const format = useFormat()
  const sum = (count: (line: BoardLine) => number) => lines.reduce((all, line) => all + count(line), 0)
  const [saved, all] = [sum(line => savings(line).saved), sum(line => savings(line).all)]
  const queue = sum(line => line.queue)
  const oldest = lines.flatMap(line => line.oldest ?? []).toSorted()[0]
  const [conflicts, failed, asked] = [
    sum(line => line.conflicts),
    sum(line => line.failed),
    sum(line => line.asked),
  ]
  const stuck = conflicts + failed + asked
  return (
    <div className={styles.tiles}>
      <Tile name="stuck" value={stuck} to="/systems/operations" alarming={conflicts + failed > 0}>
        {stuck === 0
          ? t('integration.board.tile.stuckNone')
          : t('integration.board.tile.stuckHint', { conflicts, failed, asked })}
      </Tile>
      <Tile name="queue" value={queue} to="/systems/operations">
        {oldest
          ? t('integration.board.tile.queueOldest', {
              age: duration(Math.max(0, Date.now() - Date.parse(oldest)), format),
            })
          : t('integration.board.tile.queueNone')}
      </Tile>
      <Tile name="bypass" value={sum(line => line.bypassed)} to="/systems/bypass">
        {t('integration.board.tile.bypassHint')}
      </Tile>
      <Tile name="saved" value={saved}>
        {all === 0
          ? t('integration.board.tile.savedNone')
          : t('integration.board.tile.savedHint', { all: format.number(all) })}
      </Tile>
    </div>
  )
}

type TileProps = { name: string; value: number; to?: string; alarming?: boolean; children: ReactNode }

function Tile({ name, value, to, alarming, children }: TileProps) {
  const t = useT()
  const format = useFormat()
  const title = t(`integration.board.tile.${name}`)
  const figure = <Figure>{format.number(value)}</Figure>
  return (
    <Card title={title}>
      <p className={styles.figure} data-alarming={alarming || undefined}>
        {to ? (
          <Link to={to} aria-label={`${title}: ${format.number(value)}`}>
            {figure}
          </Link>
        ) : (
          figure
        )}
      </p>
      <p className={styles.hint}>{children}</p>
    </Card>
  )
}
