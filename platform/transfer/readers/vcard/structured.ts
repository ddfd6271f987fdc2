import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { tooLarge, unreadable } from '../problems.ts'
import { readXml } from '../xlsx/xml.ts'
import type { Card } from './cards.ts'
import type { Property } from './property.ts'

const maxJsonBytes = 64 * 1024 ** 2

/** Reads jCard (RFC 7095): one card, or a list of cards. Read whole, so its size is bounded. */
export async function* readJsonCards(path: string, name: string): AsyncGenerator<Card> {
  if ((await stat(path)).size > maxJsonBytes) {
    const message = `“${name}” is larger than a jCard file may be (64 MB). Export it as vCard (.vcf) instead.`
    throw tooLarge('json-too-large', message, { limit: maxJsonBytes })
  }
  let content: unknown
  try {
    content = JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''))
  } catch (error) {
    throw unreadable('damaged-cards', `“${name}” is not valid JSON: ${String(error)}.`, { name })
  }
  const list =
    Array.isArray(content) && content[0] === 'vcard' ? [content] : Array.isArray(content) ? content : []
  let number = 0
  for (const item of list as unknown[]) {
    if (!Array.isArray(item) || item[0] !== 'vcard' || !Array.isArray(item[1])) continue
    const properties = (item[1] as unknown[]).flatMap(each =>
      Array.isArray(each) ? [jsonProperty(each)] : [],
    )
    yield { number: ++number, version: '4.0', properties, flaw: null }
  }
}

function jsonProperty(item: unknown[]): Property {
  const [name, params, , ...values] = item
  const named: Record<string, string[]> = {}
  for (const [key, value] of Object.entries((params ?? {}) as Record<string, unknown>)) {
    named[key.toUpperCase()] = (Array.isArray(value) ? value : [value]).map(String)
  }
  const structured = Array.isArray(values[0]) ? (values[0] as unknown[]) : values
  const components = structured.map(part => (Array.isArray(part) ? part.map(plainText) : [plainText(part)]))
  const text = components.map(part => part.join(',')).join(Array.isArray(values[0]) ? ';' : ',')
  return {
    group: named['GROUP']?.[0]?.toUpperCase() ?? null,
    name: String(name).toUpperCase(),
    params: named,
    text,
    components,
  }
}

function plainText(value: unknown): string {
  return typeof value === 'string'
    ? value
    : value === null || value === undefined
      ? ''
      : JSON.stringify(value)
}

const parts: Record<string, string[]> = {
  N: ['surname', 'given', 'additional', 'prefix', 'suffix'],
  ADR: ['pobox', 'ext', 'street', 'locality', 'region', 'code', 'country'],
}

/** Reads xCard (RFC 6351) as a stream. */
export async function* readXmlCards(path: string, name: string): AsyncGenerator<Card> {
  const done: Card[] = []
  const bytes = createReadStream(path) as AsyncIterable<Buffer>
  for await (const _ of readXml(
    bytes,
    listenToCards(card => done.push(card)),
    name,
  ))
    yield* done.splice(0)
  yield* done
}

function listenToCards(add: (card: Card) => void) {
  const path: string[] = []
  let number = 0
  let card: Card | null = null
  let property: Property | null = null
  let depth = 0
  let text = ''
  return {
    open(name: string) {
      path.push(name)
      text = ''
      if (name === 'vcard' && !card) {
        card = { number: ++number, version: '4.0', properties: [], flaw: null }
        depth = path.length
      } else if (card && !property && name !== 'group') {
        property = { group: null, name: name.toUpperCase(), params: {}, text: '', components: [] }
        depth = path.length
      }
    },
    text(piece: string) {
      text += piece
    },
    close(name: string) {
      if (property && path.length === depth) {
        property.text ||= property.components
          .map(values => values.join(','))
          .join(property.name === 'ORG' ? ';' : ',')
        if (!['PHOTO', 'LOGO', 'SOUND', 'KEY'].includes(property.name)) card?.properties.push(property)
        property = null
      } else if (property) takeValue(property, path.slice(depth), text)
      else if (name === 'vcard' && card) {
        add(card)
        card = null
      }
      path.pop()
      text = ''
    },
  }
}

/** `inner` is the path below the property: `parameters/type/text`, `surname`, `text`, `uri`. */
function takeValue(property: Property, inner: string[], text: string): void {
  if (inner[0] === 'parameters') {
    const key = inner[1]?.toUpperCase()
    if (key && inner.length === 3) property.params[key] = [...(property.params[key] ?? []), text.trim()]
    return
  }
  if (inner.length !== 1) return
  const place = parts[property.name]?.indexOf(inner[0] ?? '') ?? -1
  if (place < 0) {
    property.components.push([text])
    return
  }
  while (property.components.length <= place) property.components.push([])
  if (text) property.components[place]?.push(text)
}
