import { useFormat, useT } from '../../../platform/i18n/react.ts'
import styles from './Imports.module.css'
import type { Import } from './standing.ts'

type CountsProps = Pick<
  Import,
  'read' | 'created' | 'alongside' | 'related' | 'matched' | 'changed' | 'refused'
> & {
  /** Whether it has happened or would. */
  imagined?: boolean
}

/** What became of the rows: one bar whose parts add up to all that was read, and the figures. */
export function Counts({ imagined = false, ...item }: CountsProps) {
  const { read, created, matched, changed, refused, alongside, related } = item
  const t = useT()
  const format = useFormat()
  const parts = [
    { name: 'created', count: created },
    { name: 'matched', count: matched },
    { name: 'refused', count: refused },
  ]
  const words = parts.map(part => `${t(`pages.imports.${part.name}`)} ${format.number(part.count)}`)
  return (
    <div className={styles.counts}>
      <div className={styles.bar} role="img" aria-label={format.list(words)}>
        {parts
          .filter(part => part.count > 0)
          .map(part => (
            <span key={part.name} data-part={part.name} style={{ flexGrow: part.count }} />
          ))}
      </div>
      <dl className={styles.figures}>
        <Figure name={t('pages.imports.read')} count={read} />
        {parts.map(part => (
          <Figure
            key={part.name}
            part={part.name}
            name={t(`pages.imports.${part.name}`)}
            count={part.count}
            note={
              part.name === 'matched' && part.count > 0
                ? t(imagined ? 'pages.imports.wouldChange' : 'pages.imports.changed', { count: changed })
                : undefined
            }
          />
        ))}
      </dl>
      {related > 0 && (
        <p className={styles.hint}>
          {t(imagined ? 'pages.imports.wouldBesides' : 'pages.imports.besides', { related, alongside })}
        </p>
      )}
    </div>
  )
}

type FigureProps = { name: string; count: number; part?: string; note?: string | undefined }

function Figure({ name, count, part, note }: FigureProps) {
  const format = useFormat()
  return (
    <div>
      <dt>
        {part && <span className={styles.mark} data-part={part} aria-hidden />}
        {name}
      </dt>
      <dd>
        <b>{format.number(count)}</b>
        {note && <small>{note}</small>}
      </dd>
    </div>
  )
}
