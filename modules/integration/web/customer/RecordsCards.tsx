import { useEffect, useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { Badge, Bones, Card, TextLink } from '../../../../ui/theme/parts.tsx'
import type { CustomerPart } from '../../../customers/web/index.ts'
import type { SystemThere } from '../../contract/records.ts'
import styles from './customer.module.css'
import { DocumentsPart } from './DocumentsPart.tsx'
import { OtherValues, RecordRemarks } from './OtherValues.tsx'
import { asideOf, saysOf } from './system-words.ts'
import { useRecords } from './use-records.ts'

/** What joined systems hold of a customer, a card each. Where he is in none of them there is nothing. */
export function RecordsCards({ id }: CustomerPart) {
  const t = useT()
  const records = useRecords(id)
  const slow = useSlow(records.isPending)
  const title = t('integration.records.title')
  if (records.data)
    return records.data.systems.map(system => <SystemCard key={system.id} system={system} customerId={id} />)
  if (records.error)
    return (
      <Card title={title} aria-label={title}>
        <p className={styles.remark} role="alert">
          {wordsOf(records.error, t)}{' '}
          <TextLink onClick={() => void records.refetch()}>{t('ui.error.retry')}</TextLink>
        </p>
      </Card>
    )
  if (!slow) return null
  return (
    <Card title={title} aria-label={title}>
      <Bones lines={3} />
    </Card>
  )
}

/** Most customers are in no other system: a place is only kept where the answer takes long. */
function useSlow(pending: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!pending) return setSlow(false)
    const timer = window.setTimeout(() => setSlow(true), 400)
    return () => window.clearTimeout(timer)
  }, [pending])
  return slow
}

function SystemCard({ system, customerId }: { system: SystemThere; customerId: string }) {
  const t = useT()
  const format = useFormat()
  const says = saysOf(system, { t, format })
  const aside = asideOf(system, { t, format })
  const { state, drill } = system.standing
  const kinds = system.documents.map(({ kind }) => kind)
  const hasOthers = system.records.some(({ values }) => values.some(({ target }) => target === null))
  const quiet = system.documents.length === 0 && !hasOthers
  return (
    <Card
      title={<bdi>{system.name}</bdi>}
      aria-label={system.name}
      aside={drill ? <Badge tone="amber">{aside}</Badge> : <span data-state={state}>{aside}</span>}
    >
      {system.documents.map(documents => (
        <DocumentsPart
          key={documents.objectId}
          customerId={customerId}
          system={system}
          documents={documents}
          named={kinds.filter(kind => kind === documents.kind).length > 1}
        />
      ))}
      {quiet && <p className={styles.nothing}>{t('integration.records.nothing')}</p>}
      <RecordRemarks system={system} />
      <OtherValues system={system} />
      {says && <p className={styles.says}>{says}</p>}
    </Card>
  )
}
