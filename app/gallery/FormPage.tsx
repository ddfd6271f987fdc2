import { Problem } from '../../platform/contract/client.ts'
import { useT } from '../../platform/i18n/react.ts'
import { ReferenceContext } from '../../ui/form/ReferencePicker.tsx'
import { RecordForm } from '../../ui/form/RecordForm.tsx'
import { Page } from '../../ui/shell/Page.tsx'
import { Card } from '../../ui/theme/parts.tsx'
import { vessel, vesselAt, wardenList } from './data.ts'

const find = async (_entity: string, text: string) =>
  wardenList.filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()))

export default function FormPage() {
  const t = useT()
  const refuse = async () => {
    throw new Problem(422, {
      code: 'platform.invalid',
      fields: [{ path: 'radio', code: 'gallery.taken', message: 'Another vessel uses this number.' }],
    })
  }
  return (
    <ReferenceContext value={find}>
      <Page title={t('gallery.form')}>
        <div style={{ display: 'grid', gap: 16, maxWidth: 900, marginInline: 'auto' }}>
          <Card title={t('gallery.newVessel')}>
            <RecordForm entity={vessel} onSubmit={refuse} onCancel={() => {}} />
          </Card>
          <Card title={t('ui.form.bulk', { count: 41 })}>
            <RecordForm
              entity={vessel}
              mode="bulk"
              fields={['port', 'level', 'warden', 'tags', 'paint']}
              initial={vesselAt(3)}
              onSubmit={async () => {}}
            />
          </Card>
        </div>
      </Page>
    </ReferenceContext>
  )
}
