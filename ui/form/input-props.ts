import type { FieldEditorProps } from './FieldEditor.tsx'

/** The attributes that all editors hand to their input. */
export function inputProps({
  label,
  error,
  required,
  autoFocus,
  placeholder,
  disabled,
  id,
  ...rest
}: FieldEditorProps) {
  return {
    label: label ?? null,
    'aria-label': label ? undefined : rest['aria-label'],
    error: error ?? null,
    withAsterisk: false,
    'aria-required': required ?? false,
    'data-autofocus': autoFocus || undefined,
    autoFocus: autoFocus ?? false,
    placeholder: placeholder ?? '',
    disabled: disabled ?? false,
    ...(id ? { id } : {}),
  }
}
