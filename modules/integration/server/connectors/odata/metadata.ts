import { SaxesParser } from 'saxes'
import { CallFailed } from '../failures.ts'
import type { RemoteField, RemoteObject } from '../port.ts'

/** A set of records of the service, as its $metadata describes it. */
export type EntitySet = { object: RemoteObject; types: ReadonlyMap<string, string> }

type Property = { name: string; type: string; isNullable: boolean }
type Reference = { type: string; fields: string[] }
type EntityType = { base: string | null; key: string[]; properties: Property[]; references: Reference[] }
type Model = {
  types: Map<string, EntityType>
  sets: Map<string, string>
  /** Simple types that the service has named itself (enumerations are texts), by what they are. */
  simple: Map<string, string>
  hasSchema: boolean
}

const deepest = 20

/** The sets of a CSDL document (OData 4, part 3). Throws `broken-answer` where it is no XML, `changed-shape` where it is none of OData 4. */
export function setsIn(xml: string): EntitySet[] {
  const model = modelOf(xml)
  if (!model.hasSchema)
    throw new CallFailed('changed-shape', 'The answer to $metadata does not describe a service of OData 4.')
  const setOf = new Map([...model.sets].map(([set, type]) => [type, set]))
  return [...model.sets].flatMap(([name, typeName]) => {
    const type = whole(model, typeName)
    return type
      ? [
          {
            object: objectOf({ name, type, setOf }),
            types: new Map(type.properties.map(each => [each.name, each.type])),
          },
        ]
      : []
  })
}

/** The type with what it inherits. */
function whole({ types }: Model, name: string): EntityType | null {
  const own = types.get(name)
  if (!own) return null
  const merged: EntityType = { ...own }
  for (let base = own.base, depth = 0; base !== null && depth < deepest; depth++) {
    const inherited = types.get(base)
    if (!inherited) break
    merged.key = merged.key.length > 0 ? merged.key : inherited.key
    merged.properties = [...inherited.properties, ...merged.properties]
    merged.references = [...inherited.references, ...merged.references]
    base = inherited.base
  }
  return merged
}

type Described = { name: string; type: EntityType; setOf: ReadonlyMap<string, string> }

function objectOf({ name, type, setOf }: Described): RemoteObject {
  const fields = type.properties.map(each => ({
    name: each.name,
    kind: kindOf(each.type),
    optional: each.isNullable,
  }))
  const names = new Set(fields.map(each => each.name))
  const stamp = fields.find(
    each => (each.kind === 'moment' || each.kind === 'integer') && stamps.test(each.name),
  )
  return {
    name,
    space: '',
    fields,
    // A path into a complex value as key (`Info/ID`) cannot be compared by its column.
    key: type.key.every(part => names.has(part)) ? type.key : [],
    about: null,
    references: type.references.flatMap(each => {
      const object = setOf.get(each.type)
      return object && each.fields.length > 0 ? [{ fields: each.fields, object }] : []
    }),
    ...(stamp ? { stamp: stamp.name } : {}),
  }
}

const stamps =
  /^(last_?)?(changed|updated|modified|modification|change|update)(_?(at|on|date|time|date_?time|stamp))?$/i

const kinds: Readonly<Record<string, RemoteField['kind']>> = {
  Boolean: 'boolean',
  Byte: 'integer',
  SByte: 'integer',
  Int16: 'integer',
  Int32: 'integer',
  Int64: 'integer',
  Decimal: 'decimal',
  Double: 'decimal',
  Single: 'decimal',
  Date: 'date',
  DateTimeOffset: 'moment',
  Binary: 'bytes',
  Stream: 'bytes',
  String: 'text',
  Guid: 'text',
  Duration: 'text',
  TimeOfDay: 'text',
}

/** Simple values by their type; complex ones, lists and shapes are JSON. */
function kindOf(type: string): RemoteField['kind'] {
  return (type.startsWith('Edm.') ? kinds[type.slice(4)] : undefined) ?? 'json'
}

type Reading = {
  namespace: string
  type: EntityType | null
  inKey: boolean
  reference: Reference | null
  names: Map<string, string>
}

function modelOf(xml: string): Model {
  const model: Model = { types: new Map(), sets: new Map(), simple: new Map(), hasSchema: false }
  const at: Reading = { namespace: '', type: null, inKey: false, reference: null, names: new Map() }
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', () => {
    throw new CallFailed('broken-answer', 'The answer to $metadata is no valid XML.')
  })
  parser.on('opentag', ({ name, attributes }) => opened(model, at, { name: local(name), attributes }))
  parser.on('closetag', ({ name }) => closed(at, local(name)))
  parser.write(xml).close()
  return full(model, at.names)
}

type Tag = { name: string; attributes: Readonly<Record<string, string>> }

function opened(model: Model, at: Reading, { name, attributes }: Tag): void {
  const { Name = '', Type = '', Nullable } = attributes
  if (name === 'Schema') {
    model.hasSchema = true
    at.namespace = attributes.Namespace ?? ''
    if (attributes.Alias) at.names.set(attributes.Alias, at.namespace)
  } else if (name === 'EntityType') {
    at.type = { base: attributes.BaseType ?? null, key: [], properties: [], references: [] }
    model.types.set(`${at.namespace}.${Name}`, at.type)
  } else if (name === 'EnumType') model.simple.set(`${at.namespace}.${Name}`, 'Edm.String')
  else if (name === 'TypeDefinition')
    model.simple.set(`${at.namespace}.${Name}`, attributes.UnderlyingType ?? '')
  else if (name === 'Key') at.inKey = true
  else if (name === 'PropertyRef' && at.inKey) at.type?.key.push(Name)
  else if (name === 'Property')
    at.type?.properties.push({ name: Name, type: Type, isNullable: Nullable !== 'false' })
  else if (name === 'NavigationProperty' && at.type) {
    at.reference = { type: Type, fields: [] }
    at.type.references.push(at.reference)
  } else if (name === 'ReferentialConstraint') at.reference?.fields.push(attributes.Property ?? '')
  else if (name === 'EntitySet') model.sets.set(Name, attributes.EntityType ?? '')
}

function closed(at: Reading, name: string): void {
  if (name === 'EntityType') at.type = null
  else if (name === 'Key') at.inKey = false
  else if (name === 'NavigationProperty') at.reference = null
}

/** Names with the namespace in place of its alias. */
function full(model: Model, names: ReadonlyMap<string, string>): Model {
  const named = (text: string) => {
    const dot = text.lastIndexOf('.')
    const namespace = names.get(text.slice(0, dot))
    return namespace === undefined ? text : `${namespace}${text.slice(dot)}`
  }
  for (const type of model.types.values()) {
    type.base &&= named(type.base)
    for (const each of type.references) each.type = named(each.type)
    for (const each of type.properties) each.type = model.simple.get(named(each.type)) ?? each.type
  }
  return { ...model, sets: new Map([...model.sets].map(([set, type]) => [set, named(type)])) }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
