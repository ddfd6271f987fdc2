import { useQuery } from '@tanstack/react-query'
import { call } from '../../../../platform/contract/client.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { type Formats, type Translate, useFormat, useT } from '../../../../platform/i18n/react.ts'
import { textOf } from '../../../../ui/field/FieldValue.tsx'
import { choiceLabelOf, fieldOf, isEmpty, labelOf } from '../../../../ui/field/record.ts'
import { useSession } from '../../../../ui/shell/session.tsx'
import type { EntityDescriptor } from '../../../../platform/entities/descriptor.ts'
import { staffContract } from '../../../staff/contract.ts'
import styles from '../timeline/EntryText.module.css'
import type { Change } from './acts.ts'

/** Names of colleagues by id, also of those who have left. */
export function useColleagueNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const wanted = [...new Set(ids)].toSorted().slice(0, 200)
  const found = useQuery({
    queryKey: ['customers.colleague-names', wanted],
    queryFn: ({ signal }) =>
      call(staffContract.listColleagues, { query: { ids: wanted.join(','), limit: 200 } }, signal),
    enabled: wanted.length > 0,
    staleTime: 300_000,
  })
  return new Map(found.data?.items.map(({ id, name }) => [id, name]))
}

/**
 * How another module names a column of its own rows and says its values, `other` being what it was or became; null leaves it out, undefined leaves it to the
 * description of the record.
 */
export type TellColumn = (
  change: Change,
  key: string,
) => { label: string; text: (value: unknown, other: unknown) => string } | null | undefined

type ChangeLinesProps = { changes: readonly Change[]; tell?: TellColumn }

const tellNothing: TellColumn = () => undefined

/** Before and after of every field that an act changed. What cannot be shown to people is left out. */
export function ChangeLines({ changes, tell = tellNothing }: ChangeLinesProps) {
  const t = useT()
  const format = useFormat()
  const { entities } = useSession()
  const lines = changes.flatMap(change => linesOf(change, entities, { t, format, tell }))
  const names = useColleagueNames(lines.flatMap(line => line.people))
  if (lines.length === 0) return null
  const named = (text: string) => names.get(text) ?? text
  return (
    <ul className={styles.changes}>
      {lines.slice(0, 12).map(line => (
        <li key={line.key}>
          <span className={styles.field}>{line.label}</span>
          <span>
            {line.before && (
              <del>
                <bdi>{named(line.before)}</bdi>
              </del>
            )}
            {line.before && !line.gone && <span aria-hidden> → </span>}
            {!line.gone && (
              <ins>
                {line.after ? (
                  <bdi>{named(line.after)}</bdi>
                ) : (
                  <span className={styles.emptied}>{t('customers.changes.emptied')}</span>
                )}
              </ins>
            )}
          </span>
        </li>
      ))}
      {lines.length > 12 && (
        <li>
          <span>{t('customers.changes.more', { count: lines.length - 12 })}</span>
        </li>
      )}
    </ul>
  )
}

type Line = {
  key: string
  label: string
  before: string
  after: string
  people: string[]
  /** The record went, and this was in it. */
  gone?: true
}
type Words = { t: Translate; format: Formats; tell: TellColumn }

function linesOf(change: Change, entities: readonly EntityDescriptor[], words: Words): Line[] {
  // Who looks after the customer is a field of the customer as well, and told there.
  if (change.entity === 'ownership') return []
  if (change.action === 'deleted') return goneLines(change, words)
  if (change.action !== 'changed') return []
  const entity = entities.find(candidate => candidate.name === change.entity)
  const keys = Object.keys({ ...change.before, ...change.after })
  return keys.flatMap(key => {
    const [before, after] = [change.before?.[key], change.after?.[key]]
    if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return []
    if (key === 'custom') return customLines(change, entity, words)
    const told = words.tell(change, key)
    if (told === null) return []
    if (told)
      return [
        {
          key: `${change.id}-${key}`,
          label: told.label,
          before: isEmpty(before) ? '' : told.text(before, after),
          after: isEmpty(after) ? '' : told.text(after, before),
          people: [],
        },
      ]
    const label = labelIn(entity, key, words.t)
    if (!label) return []
    const text = (value: unknown) => shown(entity, { key, value }, words)
    const people = isPerson(entity, key)
      ? [before, after].filter(value => typeof value === 'string' && value !== '')
      : []
    return [
      {
        key: `${change.id}-${key}`,
        label,
        before: text(before),
        after: text(after),
        people: people as string[],
      },
    ]
  })
}

/** By what one knows a part that was removed. */
function goneLines(change: Change, { t, format, tell }: Words): Line[] {
  const own = Object.entries(change.before ?? {}).flatMap(([key, value]) => {
    const told = isEmpty(value) ? null : tell(change, key)
    const line = { key: `${change.id}-${key}`, after: '', people: [], gone: true as const }
    return told ? [{ ...line, label: told.label, before: told.text(value, null) }] : []
  })
  if (own.length > 0) return own
  return ['title', 'value', 'body', 'name'].flatMap(key => {
    const before = plain(change.before?.[key], format)
    const label = hasText(`customers.column.${key}`) ? t(`customers.column.${key}`) : null
    return before && label
      ? [{ key: `${change.id}-${key}`, label, before, after: '', people: [], gone: true as const }]
      : []
  })
}

function customLines(change: Change, entity: EntityDescriptor | undefined, words: Words): Line[] {
  const before = (change.before?.['custom'] ?? {}) as Record<string, unknown>
  const after = (change.after?.['custom'] ?? {}) as Record<string, unknown>
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(key => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map(key => ({
      key: `${change.id}-custom-${key}`,
      label: (entity && fieldOf(entity, key)?.label) ?? key,
      before: plain(before[key], words.format),
      after: plain(after[key], words.format),
      people: [],
    }))
}

function isPerson(entity: EntityDescriptor | undefined, key: string): boolean {
  return (entity && fieldOf(entity, key)?.references === 'user') || key === 'assignee_id'
}

function labelIn(entity: EntityDescriptor | undefined, key: string, t: Translate): string | null {
  const field = entity && fieldOf(entity, key)
  if (entity && field) return labelOf(entity, field, t)
  return hasText(`customers.column.${key}`) ? t(`customers.column.${key}`) : null
}

function shown(
  entity: EntityDescriptor | undefined,
  { key, value }: { key: string; value: unknown },
  { t, format }: Words,
): string {
  if (isEmpty(value)) return ''
  const field = entity && fieldOf(entity, key)
  if (entity && field?.kind === 'choice') return choiceLabelOf(entity, field, String(value), t)
  if (field) return textOf({ field, value, format, t })
  if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no')
  return plain(value, format)
}

function plain(value: unknown, format: Formats): string {
  if (isEmpty(value)) return ''
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\dT/.test(value) ? format.dateTime(value) : value.slice(0, 300)
  return Array.isArray(value) ? value.join(', ') : JSON.stringify(value)
}
