import type {
  FoundObject,
  Join,
  JoinedSystem,
  ObjectLook,
  Rule,
  SystemKind,
} from '../../contract/connecting-shapes.ts'

export const stepNames = ['kind', 'connection', 'files', 'tables', 'fields', 'preview'] as const
export type StepName = (typeof stepNames)[number]

export type DocumentRole = NonNullable<Join['document']>
export type DocumentKind = DocumentRole['kind']
export type Setting = string | number | boolean

/** A table that was chosen, and as what. */
export type Chosen = {
  role: 'customer' | 'document'
  kind: DocumentKind
  parent: { space: string; name: string } | null
  parentFields: string[] | null
}

/** What was said so far. Everything but the secrets outlives a page that is loaded anew. */
export type Draft = {
  kind: string | null
  name: string
  settings: Record<string, Setting>
  /** What is chosen, by `keyOf`; null until the tables were seen. */
  chosen: Record<string, Chosen> | null
  /** What a person has changed of what is suggested, by `keyOf` and role. */
  mappings: Record<string, Rule[]>
  documents: Record<string, DocumentRole>
  secrets: Record<string, string>
}

export const emptyDraft: Draft = {
  kind: null,
  name: '',
  settings: {},
  chosen: null,
  mappings: {},
  documents: {},
  secrets: {},
}

export const keyOf = ({ space, name }: { space: string; name: string }) => JSON.stringify([space, name])

/** Where to connect, as the trials want it. */
export type Where = {
  kind: string
  settings: Record<string, Setting>
  secrets: Record<string, string>
  systemId: string | null
}

/** Settings that were left empty are not sent: then what is usual holds. */
export function whereOf(draft: Draft, system: JoinedSystem | null): Where {
  if (system) return { kind: system.kind, settings: system.settings ?? {}, secrets: {}, systemId: system.id }
  return {
    kind: draft.kind ?? '',
    settings: filled(draft.settings),
    secrets: filled(draft.secrets),
    systemId: null,
  }
}

export function filled<V extends Setting>(values: Record<string, V>): Record<string, V> {
  // Without a folder for them nothing is written as files: that is said by leaving it empty.
  const said = (key: string, value: V) => value !== '' || key === 'out' || key === 'ack'
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => said(key, value)))
}

/** The settings as they are at the beginning. */
export function initialSettings({ settings }: SystemKind): Record<string, Setting> {
  return Object.fromEntries(
    settings
      .filter(({ initial }) => initial !== null && initial !== '')
      .map(({ key, initial }) => [key, initial as Setting]),
  )
}

/** Fields that have to be filled and are not. */
export function missing(
  { settings: fields }: SystemKind,
  { settings, secrets }: Pick<Draft, 'settings' | 'secrets'>,
): string[] {
  return fields
    .filter(({ key, kind, required }) => {
      const value = kind === 'secret' ? secrets[key] : settings[key]
      return required && (value === undefined || value === '')
    })
    .map(({ key }) => key)
}

/** What is suggested, taken. */
export function suggestedChoice(
  objects: readonly FoundObject[],
  joined: ReadonlySet<string>,
): Record<string, Chosen> {
  const taken = objects.filter(object => object.likely.sure && !joined.has(keyOf(object)))
  const names = new Set([...taken.map(keyOf), ...joined])
  const fit = taken.filter(({ likely }) => !likely.parent || names.has(keyOf(likely.parent)))
  return Object.fromEntries(fit.map(object => [keyOf(object), choiceOf(object)]))
}

/** As what an object is taken unless somebody says otherwise. */
export function choiceOf({ likely }: FoundObject): Chosen {
  const { role, kind, parent, parentFields } = likely
  return { role: role ?? 'customer', kind: kind ?? 'other', parent, parentFields }
}

/** The steps of the guide for a kind of system: files have to be described, everything else describes itself. */
export function stepsFor(kind: string | null): readonly StepName[] {
  return stepNames.filter(step => step !== 'files' || isOfFiles(kind))
}

export const isOfFiles = (kind: string | null) => kind === 'folder' || kind === 'sftp'

/** Those that were chosen, customers first. */
export function chosenOf(
  objects: readonly FoundObject[],
  chosen: Draft['chosen'],
): { object: FoundObject; as: Chosen }[] {
  return objects
    .flatMap(object => {
      const as = chosen?.[keyOf(object)]
      return as ? [{ object, as }] : []
    })
    .toSorted((a, b) => a.as.role.localeCompare(b.as.role))
}

export type Picked = ReturnType<typeof chosenOf>[number]

export const lookKey = ({ object, as }: Picked) =>
  `${keyOf(object)} ${as.role} ${as.role === 'document' ? as.kind : ''}`

/** Why one cannot go on from the tables: the first reason, or null. */
export function hindranceOf(
  picked: readonly Picked[],
  known: ReadonlySet<string>,
): { code: string; table: string } | null {
  if (picked.length === 0) return { code: 'chosen', table: '' }
  const names = new Set([...picked.map(({ object }) => keyOf(object)), ...known])
  if (known.size === 0 && !picked.some(({ as }) => as.role === 'customer'))
    return { code: 'needCustomers', table: '' }
  const lost = picked.find(
    ({ as }) =>
      as.role === 'document' &&
      (!as.parent ||
        !as.parentFields?.length ||
        as.parentFields.includes('') ||
        !names.has(keyOf(as.parent))),
  )
  return lost ? { code: 'needParent', table: lost.object.name } : null
}

/** An object as it will be joined. */
export function joinOf(picked: Picked, look: ObjectLook, draft: Draft): Join {
  const { object, as } = picked
  const { likely: _, ...shape } = object
  const key = lookKey(picked)
  const mapping = draft.mappings[key] ?? look.mapping
  if (as.role === 'customer') return { shape, role: 'customer', mapping }
  const document = draft.documents[key] ??
    look.document ?? { kind: as.kind, title: null, date: null, amount: null, currency: null, state: null }
  return {
    shape,
    role: 'document',
    document: { ...document, kind: as.kind },
    parent: as.parent,
    parentFields: as.parentFields,
    mapping,
  }
}
