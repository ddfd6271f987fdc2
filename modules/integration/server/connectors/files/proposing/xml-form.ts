import { SaxesParser } from 'saxes'
import type { FormField } from '../../proposal.ts'

/** What the beginning of an XML file shows: ways to elements that could be records, the likeliest first, and the records of one of them. */
export type XmlSeen = { record: string; fields: FormField[]; rows: Record<string, string>[] }

type Node = { way: string; below: Node[]; attributes: [string, string][]; text: string }

/** Looks at the beginning of an XML file; null where nothing in it repeats or has fields. `told` is the way to a record, if somebody has said it. */
export function seenInXml(text: string, told: string | undefined): XmlSeen | null {
  const ended = endedElements(text)
  const record = told ?? likelyRecord(ended)
  if (record === null) return null
  const records = ended.filter(({ way }) => way === record)
  if (records.length === 0) return null
  const all = records.map(valuesOf)
  const paths = [...new Set(all.flatMap(values => [...values.keys()]))]
  // What stands twice in a record is a list of its own.
  const single = paths.filter(path => all.every(values => (values.get(path)?.length ?? 0) <= 1))
  const names = namesOf(single)
  const fields = single.map((path, at) => {
    const name = names[at] as string
    return { name, ...(name === path ? {} : { path }), optional: true }
  })
  const rows = all.map(values =>
    Object.fromEntries(single.map((path, at) => [names[at] as string, values.get(path)?.[0] ?? ''])),
  )
  return { record, fields, rows }
}

/** Elements whose end was seen; the file may be cut off anywhere. */
function endedElements(text: string): Node[] {
  const ended: Node[] = []
  const open: Node[] = []
  const parser = new SaxesParser({ xmlns: false })
  let broken = false
  parser.on('error', () => {
    broken = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    const way = [open.at(-1)?.way, localName(name)].filter(Boolean).join('/')
    const own = Object.entries(attributes).map(([key, value]): [string, string] => [localName(key), value])
    const node = { way, below: [], attributes: own.filter(([key]) => key !== 'xmlns'), text: '' }
    open.at(-1)?.below.push(node)
    open.push(node)
  })
  const hear = (part: string) => {
    const last = open.at(-1)
    if (last) last.text += part
  }
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('closetag', () => {
    const node = open.pop()
    if (node && !broken) ended.push(node)
  })
  parser.write(text)
  return ended
}

/** What repeats nearest to the root and has fields. */
function likelyRecord(ended: readonly Node[]): string | null {
  const ways = Map.groupBy(
    ended.filter(({ below, attributes }) => below.length + attributes.length > 0),
    ({ way }) => way,
  )
  const depth = (way: string) => way.split('/').length
  const found = [...ways.entries()]
    .filter(([way]) => depth(way) > 1)
    .toSorted(
      ([a, those], [b, these]) => Number(these.length > 1) - Number(those.length > 1) || depth(a) - depth(b),
    )
  return found[0]?.[0] ?? null
}

/** Texts and attributes of a record by their paths below it. */
function valuesOf(record: Node): Map<string, string[]> {
  const values = new Map<string, string[]>()
  const put = (path: string, value: string) => values.set(path, [...(values.get(path) ?? []), value])
  const walk = (node: Node, at: readonly string[]) => {
    for (const [key, value] of node.attributes) put([...at, `@${key}`].join('/'), value)
    for (const child of node.below) walk(child, [...at, child.way.slice(node.way.length + 1)])
    if (node.below.length === 0 && at.length > 0) put(at.join('/'), node.text.trim())
  }
  walk(record, [])
  return values
}

/** The last part of a path, or all of it where two would be called the same. */
function namesOf(paths: readonly string[]): string[] {
  const last = paths.map(path => (path.split('/').at(-1) as string).replace('@', ''))
  return paths.map((path, at) => {
    const name = last[at] as string
    return last.filter(other => other === name).length === 1 ? name : path
  })
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
