/** A JSON object of the document. */
export type Node = Readonly<Record<string, unknown>>

export const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** What stands under a name of its own; documents may name a field `constructor`. */
export function under(node: unknown, name: string): unknown {
  return isNode(node) && Object.hasOwn(node, name) ? node[name] : undefined
}

/** Reads an OpenAPI 3 document; references lead only within it, and circles end. */
export type Reader = {
  /** The object itself or what its `$ref` names; empty where it names nothing. */
  at: (value: unknown) => Node
  /** A schema with what `allOf` adds, and without the null of its alternatives. */
  schema: (value: unknown) => Schema
}

export type Schema = {
  types: readonly string[]
  format: string
  properties: Readonly<Record<string, unknown>>
  required: readonly string[]
  items: unknown
  isNullable: boolean
  isReadOnly: boolean
  isWriteOnly: boolean
}

const mostHops = 12

export function readerOf(document: Node): Reader {
  const at = (value: unknown): Node => {
    let node = value
    for (let hops = 0; hops < mostHops && isNode(node); hops++) {
      const reference = under(node, '$ref')
      if (typeof reference !== 'string') return node
      node = pointed(document, reference)
    }
    return {}
  }
  // Each is put together once: a document of a few lines may lead along billions of ways, or round in circles.
  const known = new WeakMap<Node, Schema>()
  const schema = (value: unknown): Schema => {
    const node = at(value)
    const before = known.get(node)
    if (before) return before
    const own = ownSchema(node)
    known.set(node, own)
    const added = list(under(node, 'allOf')).map(schema)
    const alternatives = [...list(under(node, 'anyOf')), ...list(under(node, 'oneOf'))].map(schema)
    const [chosen] = alternatives.filter(({ types }) => types[0] !== 'null' || types.length > 1)
    const merged = [own, ...added, ...(chosen ? [chosen] : [])].reduce(together)
    const whole = {
      ...merged,
      isNullable: merged.isNullable || alternatives.some(({ isNullable }) => isNullable),
    }
    known.set(node, whole)
    return whole
  }
  return { at, schema }
}

function ownSchema(node: Node): Schema {
  const type = under(node, 'type')
  const types = (Array.isArray(type) ? type : [type]).filter(each => typeof each === 'string')
  const properties = under(node, 'properties')
  return {
    types: types.length > 1 ? types.filter(each => each !== 'null') : types,
    format: String(under(node, 'format') ?? ''),
    properties: isNode(properties) ? properties : {},
    required: list(under(node, 'required')).filter(each => typeof each === 'string'),
    items: under(node, 'items'),
    isNullable: types.includes('null') || under(node, 'nullable') === true,
    isReadOnly: under(node, 'readOnly') === true,
    isWriteOnly: under(node, 'writeOnly') === true,
  }
}

function together(a: Schema, b: Schema): Schema {
  return {
    types: a.types.length > 0 ? a.types : b.types,
    format: a.format || b.format,
    properties: { ...b.properties, ...a.properties },
    required: [...a.required, ...b.required],
    items: a.items ?? b.items,
    isNullable: a.isNullable || b.isNullable,
    isReadOnly: a.isReadOnly || b.isReadOnly,
    isWriteOnly: a.isWriteOnly || b.isWriteOnly,
  }
}

function pointed(document: Node, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined
  const names = reference
    .slice(2)
    .split('/')
    .map(each => safelyDecoded(each).replaceAll('~1', '/').replaceAll('~0', '~'))
  return names.reduce<unknown>(under, document)
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

/** The schema of JSON in a body or an answer. */
export function jsonSchema(content: unknown): unknown {
  const kind = isNode(content)
    ? Object.keys(content).find(name => /^application\/([\w.-]+\+)?json\b/i.test(name))
    : undefined
  return kind === undefined ? undefined : under(under(content, kind), 'schema')
}
