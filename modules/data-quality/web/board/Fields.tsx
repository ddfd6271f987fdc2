import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { labelOf } from '../../../../ui/field/record.ts'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { Board } from '../../contract/board.ts'
import type { Share } from '../../contract/rules.ts'
import styles from './board.module.css'
import { Drill } from './Drill.tsx'
import { interval, percent } from './percent.ts'

/** How complete the fields are that somebody uses, the emptiest first, with the reason why each counts. */
export function Fields({ fields }: { fields: Board['fields'] }) {
  const t = useT()
  const entity = useEntity('customer')
  const shown = fields
    .filter(({ share }) => share.share !== null)
    .toSorted((a, b) => (a.share.share ?? 0) - (b.share.share ?? 0))
  return (
    <Card title={t('data-quality.fields.title')}>
      <p className={styles.hint}>{t('data-quality.fields.hint')}</p>
      {shown.length === 0 && <p className={styles.quiet}>{t('data-quality.board.notYet')}</p>}
      <ul className={styles.bars}>
        {shown.map(({ field: key, share, reasons, filter }) => {
          const field = entity.fields.find(candidate => candidate.key === key)
          const name = field ? labelOf(entity, field, t) : key
          const why = reasons.map(reason => t(`data-quality.fields.reason.${reason}`)).join(' · ')
          return (
            <Bar
              key={key}
              name={name}
              note={why}
              share={share}
              filter={filter}
              missing={t('data-quality.fields.missing', { count: share.asked - share.good, field: name })}
            />
          )
        })}
      </ul>
    </Card>
  )
}

type BarProps = { name: string; note?: string; share: Share; filter: unknown; missing: string }

/** A share as a bar; the number opens what is missing to it. */
export function Bar({ name, note, share, filter, missing }: BarProps) {
  const format = useFormat()
  const value = share.share ?? 0
  const gap = share.asked - share.good
  return (
    <li className={styles.bar} title={`${missing} (${interval(share, format) ?? ''})`}>
      <span className={styles.barName}>
        <bdi>{name}</bdi>
        {note && <small>{note}</small>}
      </span>
      <span className={styles.track} data-low={value < 0.6 || undefined} aria-hidden>
        <span style={{ width: `${value * 100}%` }} />
      </span>
      <span className={styles.barNumber}>
        <Drill filter={gap > 0 ? filter : null} label={`${percent(value, format)}. ${missing}`}>
          {percent(value, format)}
        </Drill>
      </span>
    </li>
  )
}
