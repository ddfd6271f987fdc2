import { Problem } from '../../../../platform/contract/client.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import type { Translate } from '../../../../platform/i18n/react.ts'
import { fieldName } from '../../../../ui/pages/imports/words.ts'
import type { TargetField } from '../../contract/connecting-shapes.ts'

/** What a kind of system is called. */
export function connectorName(t: Translate, kind: string): string {
  return textOr(t, `integration.connector.${kind}`, kind)
}

/** What a setting is called. */
export function settingName(t: Translate, key: string): string {
  return textOr(t, `integration.setting.${key}`, key)
}

/** What helps to say a setting; some mean something else in each kind of system. */
export function settingHint(t: Translate, kind: string, key: string): string | undefined {
  const text = [`${kind}-${key}`, key].map(each => `integration.settingHint.${each}`).find(hasText)
  return text ? t(text) : undefined
}

/** What one of the choices of a setting is called; the empty one is “none”. */
export function choiceName(t: Translate, value: string): string {
  return textOr(t, `integration.choice.${value === '' ? 'none' : value}`, value)
}

/** What a field of customers is called. */
export function targetName(t: Translate, { key, label }: Pick<TargetField, 'key' | 'label'>): string {
  return fieldName(t, 'customer', { key, ...(label === null ? {} : { label }) })
}

function textOr(t: Translate, key: string, words: string): string {
  return hasText(key) ? t(key) : words
}

/** What is wrong with each field, by path; null where the refusal was about something else. */
export function fieldFaults(t: Translate, error: unknown): Record<string, string> | null {
  if (!(error instanceof Problem) || error.fields.length === 0) return null
  return Object.fromEntries(
    error.fields.map(({ path, code, message }) => [path, textOr(t, `errors.${code}`, message)]),
  )
}
