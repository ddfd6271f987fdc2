import type { Field } from '../../../../platform/entities/descriptor.ts'
import type { Translate } from '../../../../platform/i18n/react.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { isEmpty, ownKeyOf, valueOf } from '../../../../ui/field/record.ts'
import type { Standing } from '../../../../ui/theme/Tile.tsx'
import type { Change } from './acts.ts'

const yearInMs = 31_557_600_000

type Known = { record: RecordRow; changes: readonly Change[]; now: Date; t: Translate }

/**
 * Where a value stands by its history: the latest change of the field, else how the record came to us. What people
 * keep here is live; what came in a file is a copy; what nobody has touched for a year is old.
 */
export function standingOf(field: Field, { record, changes, now, t }: Known): Standing | undefined {
  if (field.readOnly || isEmpty(valueOf(record, field))) return undefined
  const latest =
    changes.find(change => change.action !== 'created' && touches(change, field)) ??
    changes.find(change => change.action === 'created')
  const at = latest?.at ?? text(record['createdAt'])
  if (!at) return undefined
  const channel = latest?.channel ?? 'screen'
  const key = `customers.channel.${channel}`
  const where = hasText(key) ? t(key) : channel
  const source = latest ? t('customers.standing.by', { who: latest.actorName, where }) : where
  const old = now.getTime() - Date.parse(at) > yearInMs
  return { state: old ? 'old' : channel === 'import' ? 'mirror' : 'live', source, at }
}

function touches(change: Change, field: Field): boolean {
  const images = { ...change.before, ...change.after }
  if (!field.custom) return field.key in images
  const custom = { ...asRecord(change.before?.['custom']), ...asRecord(change.after?.['custom']) }
  return ownKeyOf(field) in custom
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
