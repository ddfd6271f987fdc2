import { useQueryClient } from '@tanstack/react-query'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { keyOf, useCall } from '../../../../platform/contract/hooks.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FieldValue } from '../../../../ui/field/FieldValue.tsx'
import { fieldOf, isEmpty, labelOf, type RecordRow, valueOf } from '../../../../ui/field/record.ts'
import { askToEdit } from '../../../../ui/record/edit-asked.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { Card, TextLink } from '../../../../ui/theme/parts.tsx'
import { customersContract } from '../../../customers/contract.ts'
import type { CustomerPart } from '../../../customers/web/index.ts'
import { dataQualityContract as api } from '../../contract.ts'
import styles from './findings.module.css'

type Finding = ReplyOf<typeof api.findings>['items'][number]

/** On a customer's page: which rules he breaks, with what stands there, and the way to mend it in place. Nothing else. */
export function FindingsCard({ id }: CustomerPart) {
  const t = useT()
  const items = useFindings(id)
  const page = useCall(customersContract.page, { params: { id } }, { enabled: items.length > 0 })
  if (items.length === 0 || !page.data) return null
  return (
    <Card
      title={t('data-quality.findings.title')}
      aria-label={t('data-quality.findings.title')}
      aside={items.length}
    >
      <ul className={styles.findings}>
        {items.map(finding => (
          <FindingLine key={finding.ruleId} finding={finding} record={page.data.record as RecordRow} />
        ))}
      </ul>
    </Card>
  )
}

/** The open findings of a customer, read again when he is changed or checked. */
function useFindings(id: string): readonly Finding[] {
  const client = useQueryClient()
  useLive(['customer', 'contact-point', 'quality', 'user', 'batch'], {
    onEvent: event => {
      if (event.rootId === id || event.entity !== 'customer')
        void client.invalidateQueries({ queryKey: keyOf(api.findings, { params: { id } }) })
    },
  })
  return useCall(api.findings, { params: { id } }, { staleTime: 30_000 }).data?.items ?? []
}

function FindingLine({ finding, record }: { finding: Finding; record: RecordRow }) {
  const t = useT()
  const entity = useEntity('customer')
  const may = useMay()('customers.write')
  const field = finding.field === null ? undefined : fieldOf(entity, finding.field)
  const why = finding.key ? t(`data-quality.shipped.${finding.key}.why`) : finding.explanation
  const open = may ? mendable(finding, field ? entity.fields : []) : []
  const mend = () => open.some(key => askToEdit({ recordId: record.id, field: key }))
  return (
    <li data-severity={finding.severity}>
      <p className={styles.rule}>
        <b dir="auto">{finding.name}</b>
        {field && open.length > 0 && (
          <TextLink onClick={() => void mend()}>
            <span aria-hidden>{t('data-quality.findings.mend')}</span>
            <span className="visually-hidden">
              {t('data-quality.findings.mendField', { field: labelOf(entity, field, t) })}
            </span>
          </TextLink>
        )}
      </p>
      {field && (
        <p className={styles.value}>
          {labelOf(entity, field, t)}:{' '}
          {isEmpty(valueOf(record, field)) ? (
            t('data-quality.trial.missing')
          ) : (
            <FieldValue entity={entity} field={field} record={record} form="full" />
          )}
        </p>
      )}
      {why && (
        <p className={styles.why} dir="auto">
          {why}
        </p>
      )}
    </li>
  )
}

/** The fields whose change can mend it, the first first. A person's name is changed by its parts. */
function mendable({ fields }: Finding, known: readonly Field[]): string[] {
  return fields
    .flatMap(key => (key === 'name' ? ['name', 'givenName', 'familyName'] : [key]))
    .filter(key => known.some(field => field.key === key && !field.readOnly))
}
