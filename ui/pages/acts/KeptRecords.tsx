import { Link } from '@tanstack/react-router'
import { useCall } from '../../../platform/contract/hooks.ts'
import { hasText } from '../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { historyContract } from '../../../platform/history/contract.ts'
import type { transferContract } from '../../../platform/transfer/contract.ts'
import { Reading } from '../../shell/Reading.tsx'
import { useSession } from '../../shell/session.tsx'
import { Card } from '../../theme/parts.tsx'
import styles from './Acts.module.css'

type KeptProps = { endpoint?: typeof transferContract.kept | typeof historyContract.kept; id: string }

/** What an undo left as it is, record by record, and why. */
export function KeptRecords({ endpoint = historyContract.kept, id }: KeptProps) {
  const t = useT()
  const format = useFormat()
  const { entities } = useSession()
  const kept = useCall(endpoint, { params: { id } })
  const hrefOf = (entity: string, root: string) => {
    const found = entities.find(candidate => candidate.name === entity)
    return found ? `/${found.plural}/${root}` : null
  }
  const fieldsOf = (entity: string, fields: readonly string[]) =>
    format.list(fields.map(key => (hasText(`entity.${entity}.${key}`) ? t(`entity.${entity}.${key}`) : key)))
  const reasonOf = (reason: string) => (hasText(`pages.kept.${reason}`) ? t(`pages.kept.${reason}`) : reason)
  return (
    <Card title={t('pages.kept.title')}>
      <Reading of={kept} lines={3} />
      <ul className={styles.kept}>
        {kept.data?.items.map(item => {
          const href = hrefOf(item.entity, item.rootId)
          const name = <bdi>{item.title ?? t('pages.kept.nameless')}</bdi>
          return (
            <li key={`${item.entity} ${item.recordId}`}>
              {href ? <Link to={href}>{name}</Link> : <b>{name}</b>}
              <span>
                {reasonOf(item.reason)}
                {item.fields.length > 0 && ` (${fieldsOf(item.entity, item.fields)})`}
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
