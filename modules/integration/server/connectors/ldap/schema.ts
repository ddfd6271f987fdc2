import type { RemoteField } from '../port.ts'

/** The schema that a directory gives out of itself (RFC 4512, 4.2), by names in small letters. */
export type Schema = {
  classes: ReadonlyMap<string, ObjectClass>
  attributes: ReadonlyMap<string, AttributeType>
}

type ObjectClass = {
  name: string
  kind: 'abstract' | 'structural' | 'auxiliary'
  sup: string[]
  must: string[]
  may: string[]
}
type AttributeType = { name: string; sup: string | undefined; syntax: string | undefined; isSingle: boolean }

/** Words of a description that stand alone; all others have a value behind them. */
const flags = new Set(
  'ABSTRACT STRUCTURAL AUXILIARY OBSOLETE SINGLE-VALUE COLLECTIVE NO-USER-MODIFICATION'.split(' '),
)

/** Descriptions like `( 2.5.4.4 NAME ( 'sn' 'surname' ) SUP name )` as values by their words. */
function wordsOf(description: string): Map<string, string[]> {
  const tokens = [...description.matchAll(/'[^']*'|[()]|[^\s()'$]+/g)].map(([token]) => token)
  const plain = (token: string) => token.replace(/^'(.*)'$/s, '$1')
  const words = new Map<string, string[]>()
  // Behind the bracket and the number.
  for (let at = 2; at < tokens.length - 1; at++) {
    const word = tokens[at] as string
    const values: string[] = []
    if (!flags.has(word)) {
      const isList = tokens[at + 1] === '('
      const end = isList ? tokens.indexOf(')', at) : at + 2
      values.push(...tokens.slice(at + (isList ? 2 : 1), end < 0 ? undefined : end).map(plain))
      at = end < 0 ? tokens.length : end - (isList ? 0 : 1)
    }
    words.set(word, values)
  }
  return words
}

export function schemaOf(described: {
  objectClasses: readonly string[]
  attributeTypes: readonly string[]
}): Schema {
  const classes = new Map<string, ObjectClass>()
  const attributes = new Map<string, AttributeType>()
  for (const words of described.objectClasses.map(wordsOf)) {
    const names = words.get('NAME') ?? []
    const kind = words.has('ABSTRACT') ? 'abstract' : words.has('AUXILIARY') ? 'auxiliary' : 'structural'
    const lists = { sup: words.get('SUP') ?? [], must: words.get('MUST') ?? [], may: words.get('MAY') ?? [] }
    for (const name of names) classes.set(name.toLowerCase(), { name: names[0] as string, kind, ...lists })
  }
  for (const words of described.attributeTypes.map(wordsOf)) {
    const names = words.get('NAME') ?? []
    const [sup] = words.get('SUP') ?? []
    const syntax = words.get('SYNTAX')?.[0]?.replace(/\{\d+\}$/, '')
    const type = { name: names[0] as string, sup, syntax, isSingle: words.has('SINGLE-VALUE') }
    for (const name of names) attributes.set(name.toLowerCase(), type)
  }
  return { classes, attributes }
}

/** Fields of the records of a class, with those of the classes above it. Bytes and what opens doors is left out. */
export function fieldsOf(schema: Schema, className: string): RemoteField[] {
  const fields = new Map<string, RemoteField>()
  const lineage = lineageOf(schema, className)
  const add = (names: readonly string[], optional: boolean) => {
    for (const name of names) {
      const type = schema.attributes.get(name.toLowerCase())
      const kind = type && kindOf(schema, type)
      if (!kind || /passw|pwd/i.test(type.name) || fields.has(type.name.toLowerCase())) continue
      fields.set(type.name.toLowerCase(), { name: type.name, kind, optional })
    }
  }
  for (const { must } of lineage) add(must, false)
  for (const { may } of lineage) add(may, true)
  return [...fields.values()]
}

function lineageOf(schema: Schema, className: string, seen = new Set<string>()): ObjectClass[] {
  const found = schema.classes.get(className.toLowerCase())
  if (!found || seen.has(found.name)) return []
  seen.add(found.name)
  return [found, ...found.sup.flatMap(name => lineageOf(schema, name, seen))]
}

const syntaxes = '1.3.6.1.4.1.1466.115.121.1.'

/** Syntaxes (RFC 4517, and RFC 2252 for the older ones) that are bytes: pictures, certificates, passwords. */
const bytes = new Set(['4', '5', '8', '9', '10', '23', '28', '40', '49'].map(number => syntaxes + number))

const typed: ReadonlyMap<string, RemoteField['kind']> = new Map([
  [`${syntaxes}7`, 'boolean'],
  [`${syntaxes}24`, 'moment'],
  [`${syntaxes}27`, 'integer'],
])

/** Of which there may be several is text, since several stand as a list in JSON; undefined for bytes. */
function kindOf(schema: Schema, type: AttributeType): RemoteField['kind'] | undefined {
  const syntax = syntaxOf(schema, type)
  if (bytes.has(syntax)) return undefined
  return type.isSingle ? (typed.get(syntax) ?? 'text') : 'text'
}

function syntaxOf(schema: Schema, { syntax, sup }: AttributeType, depth = 0): string {
  const above = sup === undefined ? undefined : schema.attributes.get(sup.toLowerCase())
  return syntax ?? (above && depth < 20 ? syntaxOf(schema, above, depth + 1) : '')
}
