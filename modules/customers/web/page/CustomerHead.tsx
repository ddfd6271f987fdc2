import { Fragment } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FieldValue } from '../../../../ui/field/FieldValue.tsx'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { fieldOf, referenceOf } from '../../../../ui/field/record.ts'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import { Badge } from '../../../../ui/theme/parts.tsx'
import type { CustomerPage } from '../../contract.ts'
import { type CustomerPart, customerBadges } from '../slots.ts'

/** Who this is, in one line: trade, place, since when, whose. */
export function CustomerSubtitle({ page }: { page: CustomerPage }) {
  const t = useT()
  const format = useFormat()
  const entity = useEntity('customer')
  const { record } = page
  const owner = fieldOf(entity, 'owner')
  const ownerName = owner && referenceOf(record, owner)?.title
  const since = typeof record['createdAt'] === 'string' ? record['createdAt'] : null
  const parts = [
    text(record['kind'] === 'person' ? record['jobTitle'] : record['industry']),
    employerOf(page),
    text(record['city']),
    since && t('customers.page.since', { date: format.dateParts(since, { year: 'numeric', month: 'long' }) }),
  ].filter(part => part !== null)
  return (
    <>
      {parts.map((part, at) => (
        <Fragment key={part}>
          {at > 0 && ' · '}
          <bdi>{part}</bdi>
        </Fragment>
      ))}
      {parts.length > 0 && ' · '}
      {ownerName ? (
        <>
          {t('customers.page.owner')} <b>{ownerName}</b>
        </>
      ) : (
        t('customers.page.noOwner')
      )}
    </>
  )
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** Where a person works now. */
function employerOf({ record, relationships }: CustomerPage): string | null {
  if (record['kind'] !== 'person') return null
  const employment = relationships.find(tie => tie.kind === 'employment' && !tie.toDate && tie.otherName)
  return employment?.otherName ?? null
}

/** Kind, level and tags, and what other modules say in a word. */
export function CustomerBadges({ record, part }: { record: RecordRow; part: CustomerPart }) {
  const entity = useEntity('customer')
  const tags = Array.isArray(record['tags']) ? (record['tags'] as string[]) : []
  return (
    <>
      <SlotOutlet of={customerBadges} props={part} />
      {['level', 'kind'].map(key => {
        const field = fieldOf(entity, key)
        return field && <FieldValue key={key} entity={entity} field={field} record={record} />
      })}
      {tags.slice(0, 6).map(tag => (
        <Badge key={tag}>{tag}</Badge>
      ))}
    </>
  )
}

/** When we last talked. */
export function LastContact({ record }: { record: RecordRow }) {
  const t = useT()
  const format = useFormat()
  const at = record['lastContactAt']
  return typeof at === 'string'
    ? t('customers.page.lastContact', { when: format.relative(at) })
    : t('customers.page.noContact')
}
