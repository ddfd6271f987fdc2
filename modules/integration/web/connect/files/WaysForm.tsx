import { Switch } from '@mantine/core'
import { useT } from '../../../../../platform/i18n/react.ts'
import type { SystemKind } from '../../../contract/connecting-shapes.ts'
import styles from '../connect.module.css'
import type { Setting } from '../draft.ts'
import { SettingInput } from '../SettingsForm.tsx'

type WaysFormProps = {
  kind: SystemKind
  settings: Record<string, Setting>
  faults: Record<string, string>
  onSettings: (settings: Record<string, Setting>) => void
}

const coming = ['arrival', 'interval']
const going = ['out', 'ack']

/** When a file counts, and whether changes from here are written as files and where. */
export function WaysForm({ kind, settings, faults, onSettings }: WaysFormProps) {
  const t = useT()
  const writes = going.every(key => settings[key] !== '')
  const input = (key: string) => {
    const field = kind.settings.find(each => each.key === key)
    if (!field) return null
    return (
      <div key={key}>
        <SettingInput
          kind={kind}
          field={field}
          values={{ settings, secrets: {} }}
          faults={faults}
          onChange={values => onSettings(values.settings)}
        />
      </div>
    )
  }
  return (
    <div className={styles.fields}>
      {coming.map(input)}
      <div data-size="wide">
        <Switch
          label={t('integration.files.write')}
          description={t('integration.files.writeHint')}
          checked={writes}
          onChange={event =>
            onSettings({
              ...settings,
              ...(event.currentTarget.checked ? { out: 'out', ack: 'ack' } : { out: '', ack: '' }),
            })
          }
        />
      </div>
      {writes && going.map(input)}
    </div>
  )
}
