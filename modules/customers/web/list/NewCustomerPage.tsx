import { SegmentedControl } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { callWithBatch } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { RecordForm } from '../../../../ui/form/RecordForm.tsx'
import { Page } from '../../../../ui/shell/Page.tsx'
import { useEntity, useSession } from '../../../../ui/shell/session.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import { useTellDone } from '../../../../ui/shell/undo.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { customersContract, type NewCustomer } from '../../contract.ts'
import { WithReferences } from '../references.tsx'
import { newCustomerBeside, type NewCustomerDraft } from '../slots.ts'
import styles from './list.module.css'

const shared = [
  'email',
  'phone',
  'website',
  'level',
  'owner',
  'city',
  'postcode',
  'country',
  'language',
  'tags',
]
const fieldsOf = {
  person: ['givenName', 'familyName', 'jobTitle', ...shared],
  organisation: ['name', 'orgNumber', 'industry', 'employees', ...shared],
}
type Kind = keyof typeof fieldsOf

/** A new person or organisation. */
export default function NewCustomerPage() {
  const t = useT()
  const navigate = useNavigate()
  const client = useQueryClient()
  const tellDone = useTellDone()
  const entity = useEntity('customer')
  const { user } = useSession()
  const [kind, setKind] = useState<Kind>('person')
  const [values, setValues] = useState<NewCustomerDraft['values']>({})
  const following = useRef(new Map<string, (id: string) => Promise<void>>())
  const follow = useCallback<NewCustomerDraft['follow']>((name, act) => {
    if (act) following.current.set(name, act)
    else following.current.delete(name)
  }, [])
  const own = entity.fields.filter(field => field.custom).map(field => field.key)
  const create = async (values: Record<string, unknown>) => {
    const body = { ...values, kind, ...ownerOf(values['owner']) } as NewCustomer
    const { data, batch } = await callWithBatch(customersContract.create, {
      body,
      idempotencyKey: crypto.randomUUID(),
    })
    void client.invalidateQueries({ queryKey: [customersContract.list.name] })
    tellDone(t('customers.done.created', { name: String(data['name'] ?? '') }), batch)
    for (const act of following.current.values()) await act(data.id)
    void navigate({ to: `/customers/${data.id}` })
  }
  const crumbs = (
    <>
      <Link to="/customers">{t('entity.customer.$title')}</Link> / <b>{t('customers.list.newTitle')}</b>
    </>
  )
  return (
    <WithReferences>
      <Page title={t('customers.list.newTitle')} crumbs={crumbs}>
        <div className={styles.page}>
          <Card>
            <div className={styles.form}>
              <SegmentedControl
                size="xs"
                data={(['person', 'organisation'] as const).map(value => ({
                  value,
                  label: t(`entity.customer.kind.${value}`),
                }))}
                value={kind}
                onChange={value => setKind(value as Kind)}
                aria-label={t('entity.customer.kind')}
              />
              <RecordForm
                key={kind}
                entity={entity}
                fields={[...fieldsOf[kind], ...own]}
                initial={{ kind, owner: { id: user.id, title: user.name } }}
                onSubmit={create}
                onValues={setValues}
                onCancel={() => void navigate({ to: '/customers' })}
              />
            </div>
          </Card>
          <div className={styles.beside}>
            <SlotOutlet of={newCustomerBeside} props={{ kind, values, follow }} />
          </div>
        </div>
      </Page>
    </WithReferences>
  )
}

/** The form begins with the owner's name beside the id; the API takes the id. */
function ownerOf(owner: unknown): { owner?: unknown } {
  if (owner === undefined || owner === null) return {}
  return { owner: typeof owner === 'object' && 'id' in owner ? owner.id : owner }
}
