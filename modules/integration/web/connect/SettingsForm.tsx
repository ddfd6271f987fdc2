import { NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useT } from '../../../../platform/i18n/react.ts'
import type { SystemKind } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import type { Setting } from './draft.ts'
import { choiceName, settingHint, settingName } from './words.ts'

type Field = SystemKind['settings'][number]
type Values = { settings: Record<string, Setting>; secrets: Record<string, string> }

type SettingsFormProps = {
  kind: SystemKind
  values: Values
  onChange: (values: Values) => void
  /** By `settings.<key>` and `secrets.<key>`. */
  faults: Record<string, string>
  /** Secrets that are stored: left empty they stay. */
  kept?: readonly string[]
}

/** How often something is asked and the like: what is usual serves nearly everybody. */
const rarely = new Set(['every', 'compare', 'overlap', 'key', 'authority', 'passphrase'])

/** What has to be said to connect to a system of a kind. */
export function SettingsForm(props: SettingsFormProps) {
  const t = useT()
  const { settings } = props.kind
  const wide = ({ kind }: Field) => kind === 'long-text'
  const first = settings.filter(({ key }) => !rarely.has(key))
  const more = settings.filter(({ key }) => rarely.has(key))
  const wrong = more.some(({ key }) => props.faults[`settings.${key}`] ?? props.faults[`secrets.${key}`])
  return (
    <>
      <div className={styles.fields}>
        {first.map(field => (
          <div key={field.key} data-size={wide(field) ? 'wide' : field.key === 'port' ? 'small' : undefined}>
            <SettingInput field={field} {...props} />
          </div>
        ))}
      </div>
      {more.length > 0 && (
        <details className={styles.more} open={wrong || undefined}>
          <summary>{t('integration.connect.more')}</summary>
          <div className={styles.fields}>
            {more.map(field => (
              <div key={field.key} data-size={wide(field) ? 'wide' : undefined}>
                <SettingInput field={field} {...props} />
              </div>
            ))}
          </div>
        </details>
      )}
    </>
  )
}

/** One setting, as its kind wants it. */
export function SettingInput({ field, ...props }: SettingsFormProps & { field: Field }) {
  const { values, onChange, faults, kept = [] } = props
  const t = useT()
  const { key, kind, required } = field
  const secret = kind === 'secret'
  const value = secret ? values.secrets[key] : values.settings[key]
  const set = (next: Setting) =>
    secret
      ? onChange({ ...values, secrets: { ...values.secrets, [key]: String(next) } })
      : onChange({ ...values, settings: { ...values.settings, [key]: next } })
  const hint = kept.includes(key)
    ? t('integration.settingHint.secretKept')
    : settingHint(t, props.kind.kind, key)
  const shared = {
    label: settingName(t, key),
    withAsterisk: required,
    // Below, so that fields side by side stand in one line.
    inputWrapperOrder: [...below],
    error: faults[`${secret ? 'secrets' : 'settings'}.${key}`],
    ...(hint ? { description: hint } : {}),
  }
  const text = String(value ?? '')
  const onText = (event: { currentTarget: { value: string } }) => set(event.currentTarget.value)
  if (kind === 'number')
    return (
      <NumberInput
        {...shared}
        value={value === undefined ? '' : Number(value)}
        min={0}
        allowNegative={false}
        onChange={next => set(next === '' ? '' : Number(next))}
      />
    )
  if (kind === 'yes-no')
    return (
      <Switch {...shared} checked={value === true} onChange={event => set(event.currentTarget.checked)} />
    )
  if (kind === 'choice')
    return (
      <Select
        {...shared}
        data={field.options.map(option => ({ value: option || none, label: choiceName(t, option) }))}
        value={text || none}
        allowDeselect={false}
        onChange={next => set(next === none ? '' : (next ?? ''))}
      />
    )
  // A private key is several lines; a field of one line would lose them.
  if (kind === 'long-text' || key === 'privateKey')
    return (
      <Textarea
        {...shared}
        value={text}
        minRows={3}
        autosize
        maxRows={12}
        spellCheck={false}
        autoComplete="off"
        onChange={onText}
      />
    )
  if (secret) return <PasswordInput {...shared} value={text} autoComplete="new-password" onChange={onText} />
  return (
    <TextInput
      {...shared}
      value={text}
      maxLength={2000}
      autoComplete="off"
      spellCheck={false}
      onChange={onText}
    />
  )
}

const below = ['label', 'input', 'description', 'error'] as const

/** Mantine takes an empty value for none at all. */
const none = '@none'
