import type { RemoteField, RemoteObject } from '../connectors/port.ts'
import type { JoinedObject } from '../systems/system.ts'
import type { Making, MakingLines, MakingRule } from './making.ts'
import type { MakingOffer, OfferedField } from './offers.ts'

export type LikelyLines = Pick<MakingLines, 'object' | 'link'>

const plainName = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Fields in which people keep the number that a record has in another system. */
const oursCalled = [
  'crmref crmid crmnumber externalid extid externalref extref externalreference externalnumber foreignid sourceid originid',
  'reference ref orderref orderreference yourreference yourref ourref customerref customerreference clientref fremdnummer referenz externenummer',
].flatMap(words => words.split(' '))

/** What may be the lines of an object: what refers to it, or has fields that are called like its key; the likeliest first. */
export function likelyLines(head: RemoteObject, objects: readonly RemoteObject[]): LikelyLines[] {
  const found = objects.flatMap(object => {
    if (object.name === head.name && object.space === head.space) return []
    const told = object.references.find(each => each.object === head.name)?.fields
    const alike = head.key.map(name => object.fields.find(field => plainName(field.name) === plainName(name)))
    const isNamed = alike.every(field => field !== undefined) && plainName(head.key.join('')) !== 'id'
    const link = told ?? (isNamed && head.key.length > 0 ? alike.map(field => String(field?.name)) : null)
    return link?.length === head.key.length ? [{ object, link: [...link], told: told !== undefined }] : []
  })
  const rank = ({ object, told }: (typeof found)[number]) =>
    (/line|detail|item|pos/i.test(object.name) ? 0 : 2) + (told ? 0 : 1)
  return found.toSorted((a, b) => rank(a) - rank(b)).map(({ object, link }) => ({ object, link }))
}

type Suggesting = { offer: MakingOffer; object: JoinedObject; shape: RemoteObject; lines: LikelyLines | null }

/** How records of an offered kind could be filled in, by the names of the fields there. */
export function suggestMaking({
  offer,
  object,
  shape,
  lines,
}: Suggesting): Omit<Making, 'systemId' | 'id' | 'offered' | 'version'> {
  const taken = new Set([...(object.parentFields ?? []), ...shape.key])
  const texts = shape.fields.filter(({ name, kind }) => kind === 'text' && !taken.has(name))
  const oursField =
    oursCalled.flatMap(name => texts.find(field => plainName(field.name) === name) ?? [])[0]?.name ?? ''
  const oursFrom = offer.fields.find(({ unique }) => unique)?.key ?? ''
  return {
    objectId: object.id,
    shape,
    oursField,
    oursFrom,
    mapping: rulesFor(offer.fields, { fields: shape.fields, taken: new Set([...taken, oursField]) }),
    lines: lines
      ? {
          ...lines,
          mapping: rulesFor(offer.lines, {
            fields: lines.object.fields,
            taken: new Set(lines.link),
          }),
        }
      : null,
  }
}

function rulesFor(
  offered: readonly OfferedField[],
  { fields, taken }: { fields: readonly RemoteField[]; taken: ReadonlySet<string> },
): MakingRule[] {
  return fields.flatMap(field => {
    if (taken.has(field.name) || field.computed) return []
    const name = plainName(field.name)
    const from = offered.find(({ called, kind }) => called.includes(name) && isFit(kind, field.kind))
    return from ? [{ field: field.name, from: from.key }] : []
  })
}

/** Text may hold anything; a product's code is text here and often a number there. */
function isFit(ours: OfferedField['kind'], theirs: RemoteField['kind']): boolean {
  if (theirs === 'text') return true
  if (theirs === 'integer' || theirs === 'decimal') return ours !== 'date' && ours !== 'moment'
  if (theirs === 'date' || theirs === 'moment') return ours === 'date' || ours === 'moment'
  return false
}
