import { useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import { Tile } from '../../../../ui/theme/Tile.tsx'
import type { SystemThere } from '../../contract/records.ts'
import styles from './customer.module.css'
import { momentOf, standingOf } from './system-words.ts'

type Value = SystemThere['records'][number]['values'][number]

/** What a system knows of the customer that has no field here; opened when it is asked for. */
export function OtherValues({ system }: { system: SystemThere }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const records = system.records.map(({ values, ...rest }) => ({
    ...rest,
    values: values.filter(({ target, value }) => target === null && value !== null && value !== ''),
  }))
  const count = records.reduce((all, { values }) => all + values.length, 0)
  const several = records.filter(({ values }) => values.length > 0).length > 1
  return (
    <>
      {open &&
        records.map(({ objectId, key, values }) => (
          <dl key={`${objectId} ${key}`} className={styles.values}>
            {several && values.length > 0 && (
              <div className={styles.recordKey}>
                <dt>{t('integration.records.record', { key })}</dt>
              </div>
            )}
            {values.map(value => (
              <ValueLine key={value.field} value={value} system={system} />
            ))}
          </dl>
        ))}
      {count > 0 && (
        <p className={styles.acts}>
          <TextLink onClick={() => setOpen(!open)}>
            {open
              ? t('integration.records.fewerOthers', { system: system.name })
              : t('integration.records.others', { count, system: system.name })}
          </TextLink>
        </p>
      )}
    </>
  )
}

function ValueLine({ value: { label, value, state, asOf }, system }: { value: Value; system: SystemThere }) {
  const t = useT()
  const format = useFormat()
  const shown =
    typeof value === 'boolean'
      ? t(value ? 'integration.records.yes' : 'integration.records.no')
      : typeof value === 'number'
        ? format.number(value)
        : value
  return (
    <div>
      <dt>
        <bdi>{label}</bdi>
      </dt>
      <dd>
        <bdi>{shown}</bdi>
        <Tile standing={standingOf({ state, asOf, system }, { t, format })} label={label} />
      </dd>
    </div>
  )
}

/** Records of which something is to be said: gone there, or nothing heard yet. */
export function RecordRemarks({ system }: { system: SystemThere }) {
  const t = useT()
  const format = useFormat()
  return system.records.flatMap(({ objectId, key, goneAt, asOf }) => {
    if (goneAt === null && asOf !== null) return []
    const words = goneAt
      ? t('integration.records.gone', { key, time: momentOf(goneAt, { format }) })
      : t('integration.records.notYet', { key })
    return [
      <p key={`${objectId} ${key}`} className={styles.remark}>
        {words}
      </p>,
    ]
  })
}
