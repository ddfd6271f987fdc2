import { useNavigate } from '@tanstack/react-router'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { Page } from '../../../../ui/shell/Page.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { WithReferences } from '../references.tsx'
import styles from './list.module.css'

const who: Field = { key: 'customer', kind: 'reference', references: 'customer' }

/** Asks whom one has talked to and opens that customer ready to log the call. */
export default function LogCallPage() {
  const t = useT()
  const navigate = useNavigate()
  const entity = useEntity('task')
  return (
    <WithReferences>
      <Page title={t('customers.palette.logCall')}>
        <div className={styles.page}>
          <Card>
            <FieldEditor
              entity={entity}
              field={who}
              value={null}
              onChange={id => {
                if (typeof id === 'string') void navigate({ to: `/customers/${id}`, hash: 'call' })
              }}
              label={t('customers.palette.whom')}
              autoFocus
            />
          </Card>
        </div>
      </Page>
    </WithReferences>
  )
}
