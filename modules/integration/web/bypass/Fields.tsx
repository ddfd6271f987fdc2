import { useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Heat } from '../../../../ui/chart/small.tsx'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Card, TextLink } from '../../../../ui/theme/parts.tsx'
import { useFieldWords } from '../field-words.ts'
import styles from './bypass.module.css'
import { screenOf } from './screens.ts'
import { type Meter, sumOf } from './use-bypass.ts'

const shownAtFirst = 6

/** Week by week over all systems: the same field is the same word to whoever reads. */
function byField(fields: Meter['fields']): [string, number[]][] {
  return [...Map.groupBy(fields, ({ field }) => field)].map(([field, all]) => [
    field,
    (all[0]?.weeks ?? []).map((_, at) => sumOf(all, ({ weeks }) => weeks[at] ?? 0)),
  ])
}

/** The fields, and with them the screens, that people avoid most. */
export function Fields({ meter }: { meter: Meter }) {
  const t = useT()
  const format = useFormat()
  const fieldWords = useFieldWords()
  const [all, setAll] = useState(false)
  const { fields } = meter
  const system = (id: string) => meter.systems.find(each => each.id === id)?.name ?? ''
  const shown = all ? fields : fields.slice(0, shownAtFirst)
  const [first] = fields
  const heads = ['field', 'system', 'past'].map(key => ({ key, head: t(`integration.bypass.${key}`) }))
  return (
    <Card title={t('integration.bypass.fields')}>
      {!first && <p className={styles.quiet}>{t('integration.bypass.fieldsNone')}</p>}
      {first && (
        <>
          <Heat
            label={t('integration.bypass.heat')}
            rows={byField(fields)
              .slice(0, shownAtFirst)
              .map(([field, values]) => ({ label: fieldWords(field, field), values }))}
          />
          <p className={styles.advice}>
            {t('integration.bypass.advice', {
              field: fieldWords(first.field, first.field),
              system: system(first.system),
              screen: t(`integration.bypass.screen.${screenOf(first.field)}`),
            })}
          </p>
          <PlainTable heads={heads} label={t('integration.bypass.fields')}>
            <tbody>
              {shown.map(({ system: id, object, field, past }) => (
                <tr key={`${object} ${field}`}>
                  <td>
                    {fieldWords(field, field)}{' '}
                    <small className={styles.quiet}>
                      {t(`integration.bypass.screen.${screenOf(field)}`)}
                    </small>
                  </td>
                  <td>
                    <bdi>{system(id)}</bdi>
                  </td>
                  <td className={styles.number}>{format.number(past)}</td>
                </tr>
              ))}
            </tbody>
          </PlainTable>
          {fields.length > shownAtFirst && !all && (
            <p className={styles.more}>
              <TextLink onClick={() => setAll(true)}>
                {t('integration.bypass.more', { count: fields.length })}
              </TextLink>
            </p>
          )}
        </>
      )}
    </Card>
  )
}
