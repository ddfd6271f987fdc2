import { type ReactNode, useMemo } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import type { Condition, Filter } from '../../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { wordsOfCondition } from '../../../../ui/filter/condition-words.ts'
import { useReferenceTitles } from '../../../../ui/filter/reference-titles.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { Badge, Card } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract as api } from '../../contract.ts'
import styles from './rules.module.css'
import { useMenders } from './use-menders.ts'

type Entry = ReplyOf<typeof api.ruleHistory>['items'][number]
type Changed = Entry['changes'][number]

/** Who did what to a rule and when, the newest first. */
export function RuleHistory({ id, shipped }: { id: string; shipped: boolean }) {
  const t = useT()
  const history = useCall(api.ruleHistory, { params: { id } })
  const items = history.data?.items
  return (
    <Card title={t('data-quality.rules.history.title')}>
      {items ? (
        <ol className={styles.history}>
          {items.map(entry => (
            <EntryLine key={entry.id} entry={entry} />
          ))}
          {items.length === 0 && (
            <li className={styles.hint}>
              {shipped && t('data-quality.rules.history.shipped')} {t('data-quality.rules.history.none')}
            </li>
          )}
        </ol>
      ) : (
        <Reading of={history} lines={3} />
      )}
    </Card>
  )
}

function EntryLine({ entry }: { entry: Entry }) {
  const t = useT()
  const format = useFormat()
  return (
    <li>
      <p>
        <b dir="auto">{entry.actorName}</b> {t(`data-quality.rules.history.${entry.action}`)}{' '}
        <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>{' '}
        {entry.takesBack && <Badge>{t('data-quality.rules.history.takesBack')}</Badge>}
      </p>
      {entry.changes.map(change => (
        <ChangeLine key={change.field} change={change} />
      ))}
    </li>
  )
}

function ChangeLine({ change }: { change: Changed }) {
  const t = useT()
  const words = useWords(change.field)
  return (
    <p className={styles.change}>
      <span>{t(`data-quality.rules.history.field.${change.field}`)}</span>{' '}
      <s dir="auto">{words(change.before)}</s> <span aria-hidden>→</span>{' '}
      <span dir="auto">{words(change.after)}</span>
    </p>
  )
}

/** How a value of this part of a rule is said. */
function useWords(field: Changed['field']): (value: unknown) => ReactNode {
  const t = useT()
  const menders = useMenders()
  const conditions = useConditionWords()
  return useMemo(() => {
    const said: Partial<Record<Changed['field'], (value: string) => string>> = {
      dimension: value => t(`data-quality.dimension.${value}.name`),
      severity: value => t(`data-quality.severity.${value}.name`),
      kind: value => t(`data-quality.rules.kind.${value}`),
      ownerUserId: value => menders.nameOf(`user:${value}`),
      ownerTeamId: value => menders.nameOf(`team:${value}`),
    }
    return value => {
      if (typeof value === 'boolean') return t(`data-quality.rules.history.${value ? 'on' : 'off'}`)
      if (value === null || value === undefined || value === '')
        return t('data-quality.rules.history.nothing')
      if (field === 'applies' || field === 'must') return conditions(value as Filter)
      return said[field]?.(String(value)) ?? String(value)
    }
  }, [field, t, menders, conditions])
}

function useConditionWords(): (filter: Filter) => string {
  const t = useT()
  const format = useFormat()
  const entity = useEntity('customer')
  const titles = useReferenceTitles()
  return filter =>
    conditionsIn(filter)
      .map(condition => {
        const { name, rest } = wordsOfCondition(condition, { entity, t, format, titles })
        return `${name} ${rest}`
      })
      .join(' · ')
}

function conditionsIn(filter: Filter): Condition[] {
  if ('and' in filter) return filter.and.flatMap(conditionsIn)
  if ('or' in filter) return filter.or.flatMap(conditionsIn)
  return 'not' in filter ? conditionsIn(filter.not) : [filter]
}
