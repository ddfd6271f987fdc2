import { Link } from '@tanstack/react-router'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Avatar } from '../../../../ui/theme/parts.tsx'
import { Tile } from '../../../../ui/theme/Tile.tsx'
import type { Brief, Line, PairView } from '../../contract.ts'
import styles from './side-by-side.module.css'

type SideBySideProps = {
  pair: PairView
  /** Fields of which a person chose the value, and whose. */
  keep: Readonly<Record<string, string>>
  onKeep: (field: string, owner: string) => void
}

/** Both records field by field, the value that survives marked, and what each field says about who is who. */
export function SideBySide({ pair, keep, onKeep }: SideBySideProps) {
  const t = useT()
  const most = Math.max(8, ...pair.lines.map(({ evidence }) => Math.abs(evidence ?? 0)))
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('matching.desk.field')}</th>
          <HeadCell customer={pair.first} />
          <HeadCell customer={pair.second} />
          <th scope="col">{t('matching.desk.evidence')}</th>
        </tr>
      </thead>
      <tbody>
        {pair.lines.map(line => (
          <LineRow
            key={line.field}
            line={line}
            most={most}
            ids={[pair.id, pair.otherId]}
            keep={keep}
            onKeep={onKeep}
          />
        ))}
      </tbody>
    </table>
  )
}

function HeadCell({ customer }: { customer: Brief }) {
  const t = useT()
  const year = String(new Date(customer.createdAt).getFullYear())
  const source = capital(customer.source)
  return (
    <th scope="col">
      <Link to={`/customers/${customer.id}`} className={styles.head} title={customer.name}>
        <Avatar name={customer.name} id={customer.id} size="small" />
        <span>
          {source ? t('matching.desk.since', { source, year }) : t('matching.desk.sinceOnly', { year })}
        </span>
      </Link>
    </th>
  )
}

/** Sources are words of files; as a heading they begin with a capital. */
const capital = (text: string | null) => text && text.charAt(0).toLocaleUpperCase() + text.slice(1)

type LineRowProps = Omit<SideBySideProps, 'pair'> & {
  line: Line
  most: number
  ids: readonly [string, string]
}

function LineRow({ line, most, ids, keep, onKeep }: LineRowProps) {
  const t = useT()
  const chosen = keep[line.field]
  const golden = chosen === undefined ? line.golden : ids.indexOf(chosen)
  return (
    <tr>
      <th scope="row">{t(`matching.field.${line.field}`)}</th>
      {([0, 1] as const).map(side => (
        <ValueCell
          key={side}
          line={line}
          side={side}
          golden={golden === side && line.values[side] !== null}
          onKeep={line.golden === null ? null : () => onKeep(line.field, ids[side])}
        />
      ))}
      <td className={styles.evidence}>
        <Evidence bits={line.evidence} most={most} />
      </td>
    </tr>
  )
}

type ValueCellProps = { line: Line; side: 0 | 1; golden: boolean; onKeep: (() => void) | null }

function ValueCell({ line, side, golden, onKeep }: ValueCellProps) {
  const t = useT()
  const format = useFormat()
  const value = line.values[side]
  const trust = line.trust[side]
  if (value === null) return <td className={styles.empty}>—</td>
  const shown = line.kind === 'date' ? format.date(value) : value
  const field = t(`matching.field.${line.field}`)
  const text = <bdi>{shown}</bdi>
  return (
    <td className={styles.value} data-golden={golden || undefined}>
      <div>
        {onKeep ? (
          <button
            type="button"
            className={styles.pick}
            aria-pressed={golden}
            aria-label={t('matching.desk.choose', { value: shown, field })}
            onClick={onKeep}
          >
            {text}
          </button>
        ) : (
          text
        )}
        {trust && (
          <Tile
            label={field}
            standing={{
              state: trust.state,
              at: trust.at,
              ...(trust.actorName ? { source: trust.actorName } : {}),
            }}
          />
        )}
      </div>
    </td>
  )
}

/** A bar to the end for what speaks for one, to the beginning for what speaks against. */
function Evidence({ bits, most }: { bits: number | null; most: number }) {
  const t = useT()
  const format = useFormat()
  if (bits === null) return <span className="visually-hidden">{t('matching.desk.notCompared')}</span>
  const words = t('matching.desk.bits', {
    bits: format.number(bits, { maximumFractionDigits: 1, signDisplay: 'always' }),
  })
  const share = Math.min(1, Math.abs(bits) / most)
  return (
    <span className={styles.track} role="img" aria-label={words} title={words}>
      <span
        className={styles.bar}
        data-against={bits < 0 || undefined}
        style={{ inlineSize: `max(2px, ${(share * (bits < 0 ? 30 : 62)).toFixed(1)}%)` }}
      />
    </span>
  )
}
