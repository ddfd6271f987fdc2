import type { SystemKind } from '../../../contract/connecting-shapes.ts'
import type { FileForm, FileProposal } from '../../../contract/files.ts'
import type { Setting, Where } from '../draft.ts'

type Settings = Record<string, Setting>

/** Settings that are said where the files are described, and not where they lie. */
export const fileKeys = ['objects', 'arrival', 'interval', 'out', 'ack'] as const
const ofFiles = new Set<string>(fileKeys)

/** A kind of system with only those settings that say where it is. */
export function withoutFiles(kind: SystemKind): SystemKind {
  return { ...kind, settings: kind.settings.filter(({ key }) => !ofFiles.has(key)) }
}

/** Where the files lie, whatever was said of them. */
export function placeOf(where: Where): Where {
  return {
    ...where,
    settings: Object.fromEntries(Object.entries(where.settings).filter(([key]) => !ofFiles.has(key))),
  }
}

/** The files that are described in the settings; none where nobody has said anything yet, or what was said cannot be read. */
export function formsOf({ objects }: Settings): FileForm[] {
  try {
    const read: unknown = JSON.parse(String(objects ?? '[]'))
    return Array.isArray(read) ? read.map(complete) : []
  } catch {
    return []
  }
}

/** Who describes files by the API may leave out what is usual. */
const complete = (form: Partial<FileForm>): FileForm => ({
  name: '',
  full: '',
  format: 'csv',
  key: [],
  ...form,
})

export const settingOf = (forms: readonly FileForm[]) => JSON.stringify(forms)

/** What a person says of files; all else is found by looking at them. */
export function toldOf({ full, delta, format, encoding, delimiter, header, record }: FileForm) {
  return {
    full,
    format,
    ...(delta ? { delta } : {}),
    ...(encoding && format !== 'xml' ? { encoding } : {}),
    ...(delimiter && format === 'csv' ? { delimiter } : {}),
    ...(header !== undefined && format !== 'xml' ? { header } : {}),
    ...(record && format === 'xml' ? { record } : {}),
  }
}
export type Told = ReturnType<typeof toldOf>

/** What is said anew of some files, put over what was found again; a key that is no longer there goes. */
export function again(former: FileForm, { form, columns }: FileProposal): FileForm {
  const names = new Set(columns.map(({ name }) => name))
  const { kinds: _, fields: __, delete: ___, openEnd: ____, ...kept } = former
  const key = former.key.filter(name => names.has(name))
  return { ...kept, ...form, name: former.name || form.name, key: key.length > 0 ? key : form.key }
}

/** Why one cannot go on: the first reason with the files it is about, or null. */
export function hindranceIn(forms: readonly FileForm[]): { code: string; name: string } | null {
  const names = forms.map(({ name }) => name.trim())
  if (names.some((name, at) => name === '' || names.indexOf(name) !== at))
    return { code: 'needName', name: '' }
  for (const { name, full, delta, format, fields, key } of forms) {
    if (format !== 'csv' && !fields?.length) return { code: 'needFields', name }
    if (delta && !/[*?]/.test(full)) return { code: 'needStar', name: full }
    if (key.length === 0) return { code: 'needKey', name }
  }
  return null
}
