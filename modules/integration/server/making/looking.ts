import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import type { Context } from '../../../../platform/context.ts'
import { NotFound } from '../../../../platform/errors.ts'
import type { MakingDraft, makingEndpoints } from '../../contract/making.ts'
import { overTrial } from '../connecting/trying.ts'
import { connectorOf } from '../connectors/kinds.ts'
import type { RemoteObject, RemoteValues } from '../connectors/port.ts'
import { type JoinedObject, objectsOf, systemOf } from '../systems/system.ts'
import { compose } from './composing.ts'
import { customerThere } from './handing-over.ts'
import { type Making, makingsOf, takerOf } from './making.ts'
import { makingOffers, type OfferedField, offerOf } from './offers.ts'
import { takers } from './setting.ts'
import { likelyLines, suggestMaking } from './suggesting.ts'

type Replies = { [K in keyof typeof makingEndpoints]: ReplyOf<(typeof makingEndpoints)[K]> }

/** What a system can take from here, and what it takes. */
export async function makingsView(ctx: Context, id: string): Promise<Replies['makings']> {
  const system = await systemOf(ctx.db, id)
  const standing = await makingsOf(ctx.db, id)
  const items: Replies['makings']['items'] = []
  for (const { kind, label, fields, lines } of makingOffers()) {
    const taker = await takerOf(ctx.db, kind)
    const making = standing.find(({ offered }) => offered === kind)
    items.push({
      kind,
      label,
      fields: fields.map(fieldView),
      lines: lines.map(fieldView),
      taker: taker ? { id: taker.systemId, name: (await systemOf(ctx.db, taker.systemId)).name } : null,
      making: making ? { ...draftOf(making), version: making.version } : null,
    })
  }
  return {
    able: connectorOf(ctx, system.kind).abilities.includes('create'),
    objects: takers(await objectsOf(ctx.db, id)).map(object => ({ id: object.id, name: object.name })),
    items,
  }
}

const fieldView = ({ key, label, kind, unique }: OfferedField) => ({
  key,
  label,
  kind,
  unique: unique === true,
})

type Draftable = Omit<Making, 'systemId' | 'id' | 'offered' | 'version'>

function draftOf({ objectId, shape, oursField, oursFrom, mapping, lines }: Draftable): MakingDraft {
  return { object: objectId, shape, oursField, oursFrom, mapping, lines } as MakingDraft
}

type Place = { id: string; kind: string }

/** How an object looks now, what may be its lines, and how they could be filled. */
export async function lookAtMaking(
  ctx: Context,
  { id, kind, object: objectId }: Place & { object: string },
): Promise<Replies['lookAtMaking']> {
  const offer = offerOf(kind)
  const system = await systemOf(ctx.db, id)
  const object = await takerObject(ctx, { id, objectId })
  const asked = { kind: system.kind, settings: system.settings, systemId: id }
  const { value, failure } = await overTrial(ctx, asked, (connection, signal) => connection.objects(signal))
  const isIt = ({ name, space }: RemoteObject) => name === object.name && space === object.space
  const found = value?.find(isIt)
  const shape = found ?? object.shape
  const lines = likelyLines(shape, value ?? []).slice(0, 30)
  return {
    draft: value === null ? null : draftOf(suggestMaking({ offer, object, shape, lines: lines[0] ?? null })),
    lines: lines as Replies['lookAtMaking']['lines'],
    failure,
  }
}

async function takerObject(
  ctx: Context,
  { id, objectId }: { id: string; objectId: string },
): Promise<JoinedObject> {
  const object = takers(await objectsOf(ctx.db, id)).find(each => each.id === objectId)
  if (!object) throw new NotFound('system-object')
  return object
}

/** What a record from here, the newest that the actor sees, would be there. Nothing is asked of the system. */
export async function previewMaking(
  ctx: Context,
  { id, kind, draft }: Place & { draft: MakingDraft },
): Promise<Replies['previewMaking']> {
  const offer = offerOf(kind)
  await systemOf(ctx.db, id)
  const object = await takerObject(ctx, { id, objectId: draft.object })
  const record = await offer.sample(ctx)
  const filled = new Set([
    ...draft.mapping.map(({ field }) => field),
    ...(object.parentFields ?? []),
    ...draft.shape.key,
    draft.oursField,
  ])
  const empty = draft.shape.fields
    .filter(({ name, optional }) => !optional && !filled.has(name))
    .map(({ name }) => name)
  if (!record) return { title: null, head: [], lines: [], problems: [], empty }
  const { customer } = await customerThere(ctx, { object, customerId: record.customerId })
  const composed = compose(record, { making: draft, object, customer })
  return {
    title: record.title,
    head: listed(composed.set),
    lines: composed.lines.map(listed),
    // That this very customer is not known there says nothing of the mapping.
    problems: composed.problems.filter(({ reason }) => reason !== 'customer-not-known'),
    empty,
  }
}

const listed = (values: RemoteValues) => Object.entries(values).map(([field, value]) => ({ field, value }))
