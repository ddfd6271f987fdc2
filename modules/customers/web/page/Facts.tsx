import { useQueryClient } from '@tanstack/react-query'
import { keyOf } from '../../../../platform/contract/hooks.ts'
import type { EntityDescriptor, Field } from '../../../../platform/entities/descriptor.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { labelOf, patchOf, type RecordRow } from '../../../../ui/field/record.ts'
import { FieldList } from '../../../../ui/record/FieldList.tsx'
import { useRecordEdit } from '../../../../ui/record/use-record-edit.ts'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { TileLegend } from '../../../../ui/theme/Tile.tsx'
import { customersContract, type CustomerPage } from '../../contract.ts'
import { FieldHistory } from '../changes/FieldHistory.tsx'
import { CodeName } from './code-names.tsx'
import styles from './page.module.css'
import { useStandings } from '../standings.tsx'

const order = [
  'name',
  'givenName',
  'familyName',
  'jobTitle',
  'orgNumber',
  'phone',
  'email',
  'website',
  'level',
  'owner',
  'industry',
  'employees',
  'city',
  'postcode',
  'country',
  'language',
  'birthDate',
  'tags',
  'source',
  'externalId',
]

/** What one wants to know before a call. */
const briefly = ['jobTitle', 'industry', 'phone', 'email', 'level', 'owner', 'city', 'tags']

/** The facts about a customer, edited in place; the tile beside a value says where it comes from. */
export function Facts({ page, brief = false }: { page: CustomerPage; brief?: boolean }) {
  const t = useT()
  const may = useMay()
  const entity = useEntity('customer')
  const record = page.record as RecordRow
  const edit = useFactEdit()
  const seesHistory = may('history.read')
  const standings = useStandings()
  const label = (field: Field) => labelOf(entity, field, t)
  return (
    <Card title={t('ui.record.facts')} aria-label={t('ui.record.facts')}>
      <FieldList
        entity={entity}
        record={record}
        cells={cells}
        fields={brief ? briefly : fieldsOf(entity, record)}
        {...(may('customers.write') ? { onEdit: (field, value, began) => edit(began, field, value) } : {})}
        {...(standings
          ? {
              standingOf: (field: Field) => standings.field(field.key)?.standing,
              belowOf: (field: Field) => standings.field(field.key)?.below,
            }
          : {})}
        {...(seesHistory
          ? {
              historyOf: (field: Field) => (
                <FieldHistory customerId={record.id} field={field} label={label(field)} />
              ),
            }
          : {})}
      />
      {standings && !brief && (
        <div className={styles.legend}>
          <TileLegend states={['live', 'mirror', 'old', 'conflict']} />
        </div>
      )}
    </Card>
  )
}

const cells = {
  country: (record: RecordRow) => <CodeName code={record['country']} type="region" />,
  language: (record: RecordRow) => <CodeName code={record['language']} type="language" />,
}

/** A person's shown name follows its parts; it stands alone only where there are none. */
function fieldsOf(entity: EntityDescriptor, record: RecordRow): string[] {
  const composed = Boolean(record['givenName']) || Boolean(record['familyName'])
  const own = entity.fields.filter(field => field.custom).map(field => field.key)
  return [...order, ...own].filter(key => key !== 'name' || !composed)
}

/** Saves one fact; the page shows it without being read again first. */
function useFactEdit(): (record: RecordRow, field: Field, value: unknown) => Promise<unknown> {
  const client = useQueryClient()
  const entity = useEntity('customer')
  const save = useRecordEdit({
    entity,
    update: customersContract.change,
    lists,
    reads,
    done: 'customers.done.changed',
  })
  return async (record, field, value) => {
    const saved = await save(record, patchOf(field, value))
    const key = keyOf(customersContract.page, { params: { id: record.id } })
    client.setQueryData<CustomerPage>(
      key,
      page => page && { ...page, record: { ...page.record, ...saved } as CustomerPage['record'] },
    )
    return saved
  }
}

const lists = [customersContract.list]
const reads = [customersContract.page, historyContract.ofRecord]
