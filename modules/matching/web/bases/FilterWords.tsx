import type { Condition, Filter } from '../../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { wordsOfCondition } from '../../../../ui/filter/condition-words.ts'
import { useReferenceTitles } from '../../../../ui/filter/reference-titles.ts'
import { useEntity } from '../../../../ui/shell/session.tsx'
import styles from './bases.module.css'

/** A filter over records of bases as people read it. */
export function FilterWords({ filter }: { filter: Filter }) {
  const t = useT()
  const format = useFormat()
  const entity = useEntity('base-record')
  const titles = useReferenceTitles()
  return (
    <p className={styles.chips}>
      {conditionsIn(filter).map((condition, at) => {
        const { name, rest } = wordsOfCondition(condition, { entity, t, format, titles })
        return (
          <span key={`${condition.field} ${at}`}>
            {name} <b>{rest}</b>
          </span>
        )
      })}
    </p>
  )
}

function conditionsIn(filter: Filter): Condition[] {
  if ('and' in filter) return filter.and.flatMap(conditionsIn)
  if ('or' in filter) return filter.or.flatMap(conditionsIn)
  return 'not' in filter ? conditionsIn(filter.not) : [filter]
}
