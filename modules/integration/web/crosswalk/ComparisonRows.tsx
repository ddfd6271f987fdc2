import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Badge, TextLink } from '../../../../ui/theme/parts.tsx'
import { type Comparison, crosswalkEndpoints as api, type Difference } from '../../contract/crosswalk.ts'
import { usePages } from '../use-pages.ts'
import styles from './crosswalk.module.css'

/** A comparison, and what it found when somebody wants to see it. */
export function ComparisonRows({ comparison }: { comparison: Comparison }) {
  const t = useT()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const { missing, other, gone, systemName, objectName, askedAt, reason } = comparison
  const found = missing + other + gone
  return (
    <tbody>
      <tr>
        <td data-whole>
          {format.dateTime(askedAt)}
          <small>{t(`integration.comparisons.reason.${reason}`)}</small>
        </td>
        <td data-whole>
          <span>
            <bdi>{systemName}</bdi> · <bdi>{objectName}</bdi>
          </span>
          <State comparison={comparison} />
          {found > 0 && (
            <small>
              <TextLink onClick={() => setOpen(!open)}>
                {t(open ? 'integration.comparisons.hide' : 'integration.comparisons.show')}
              </TextLink>
            </small>
          )}
        </td>
        {(['read', 'missing', 'other', 'gone'] as const).map(key => (
          <td key={key} className={styles.number} data-label={t(`integration.comparisons.${key}`)}>
            {format.number(comparison[key])}
          </td>
        ))}
      </tr>
      {open && (
        <tr className={styles.found}>
          <td colSpan={6} data-whole>
            <Found id={comparison.id} />
          </td>
        </tr>
      )}
    </tbody>
  )
}

function State({
  comparison: { endedAt, failure, cancelledAt, read, missing, other, gone },
}: {
  comparison: Comparison
}) {
  const t = useT()
  if (failure)
    return (
      <small>
        <Badge tone="red">{t('integration.comparisons.state.failed')}</Badge> {failure}
      </small>
    )
  if (cancelledAt) return <small>{t('integration.comparisons.state.cancelled')}</small>
  if (!endedAt) return <small>{t(`integration.comparisons.state.${read > 0 ? 'running' : 'waiting'}`)}</small>
  return missing + other + gone === 0 ? <small>{t('integration.comparisons.same')}</small> : null
}

/** The records that differed, of customers that the reader sees. */
function Found({ id }: { id: string }) {
  const t = useT()
  const found = usePages([api.differences.name, id], (page, signal) =>
    call(api.differences, { params: { id }, query: { limit: 50, ...page } }, signal),
  )
  const items = found.data?.pages.flatMap(page => page.items)
  if (!items) return <Reading of={found} lines={3} />
  if (items.length === 0) return <p className={styles.quiet}>{t('integration.comparisons.hidden')}</p>
  return (
    <ul className={styles.keys}>
      {items.map(item => (
        <DifferenceLine key={item.key} item={item} />
      ))}
      {found.hasNextPage && (
        <li>
          <Button
            size="compact-sm"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('integration.comparisons.more')}
          </Button>
        </li>
      )}
    </ul>
  )
}

function DifferenceLine({ item: { key, kind, fields, customer } }: { item: Difference }) {
  const t = useT()
  const format = useFormat()
  return (
    <li>
      <bdi>{key}</bdi>
      {customer && (
        <Link to={`/customers/${customer.id}`} className={styles.customer}>
          <bdi>{customer.name}</bdi>
        </Link>
      )}
      <span className={styles.quiet}>{t(`integration.comparisons.kind.${kind}`)}</span>
      {fields.length > 0 && <small dir="auto">{format.list(fields)}</small>}
    </li>
  )
}
