import { Problem } from '../../../platform/contract/client.ts'
import type { FieldKind } from '../../../platform/entities/descriptor.ts'
import { hasText } from '../../../platform/i18n/index.ts'
import type { TextParams } from '../../../platform/i18n/index.ts'
import type { Translate } from '../../../platform/i18n/react.ts'
import { wordsOf } from '../../shell/undo.ts'

type Named = { key: string; label?: string | undefined }

/** What a field is called on screen; the file's fields that the record does not have itself are translated the same way. */
export function fieldName(t: Translate, entity: string, { key, label }: Named): string {
  if (label) return label
  const text = `entity.${entity}.${key}`
  return hasText(text) ? t(text) : key
}

/** Plural name of the records. */
export function entityName(t: Translate, entity: string): string {
  const text = `entity.${entity}.$title`
  return hasText(text) ? t(text) : entity
}

export function kindName(t: Translate, kind: FieldKind): string {
  return t(`pages.kind.${kind}`)
}

/** Why a row was refused or what is odd about a file, in the person's language; the server's words where there are none. */
export function reasonWords(
  t: Translate,
  { code, message, params }: { code: string; message: string; params?: Readonly<Record<string, unknown>> },
): string {
  const text = `errors.${code}`
  if (!hasText(text)) return message
  try {
    return t(text, params as TextParams | undefined)
  } catch {
    // The text names something that was not told with this reason; the server's words are whole.
    return message
  }
}

/** Everything that a refusal names, one sentence each: a file or a mapping may have several faults. */
export function faultsOf(t: Translate, error: unknown): string[] {
  if (error instanceof Problem && error.fields.length > 0)
    return error.fields.map(field => {
      const column = /^mapping\.(.+)$/.exec(field.path)?.[1]
      const words = reasonWords(t, field)
      return column ? t('pages.imports.aboutColumn', { column, words }) : words
    })
  return [wordsOf(error, t)]
}
