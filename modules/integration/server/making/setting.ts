import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { type FieldProblem, Invalid, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, removeRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { MakingDraft } from '../../contract/making.ts'
import { nameAct } from '../connecting/joining.ts'
import { connectorOf } from '../connectors/kinds.ts'
import type { RemoteObject } from '../connectors/port.ts'
import { type JoinedObject, objectsOf, systemOf } from '../systems/system.ts'
import { makingTable } from '../tables.ts'
import { makingsOf, type MakingRule, takerOf } from './making.ts'
import { type MakingOffer, type OfferedField, offerOf } from './offers.ts'

type Setting = { id: string; kind: string; draft: MakingDraft; version?: number | undefined }

/** Objects that can take records of customers: documents that belong to customers directly. */
export function takers(objects: readonly JoinedObject[]): JoinedObject[] {
  const customers = new Set(objects.filter(({ role }) => role === 'customer').map(({ id }) => id))
  return objects.filter(({ parentId }) => parentId !== null && customers.has(parentId))
}

/** Says how a system takes records of a kind. What waited before waits further: somebody may have entered it there by hand. */
export async function setMaking(ctx: Context, { id, kind, draft, version }: Setting): Promise<null> {
  const offer = offerOf(kind)
  const system = await systemOf(ctx.db, id)
  if (!connectorOf(ctx, system.kind).abilities.includes('create'))
    throw new Refused('integration.cannot-make', 'New records cannot be made in a system of this kind.')
  // Two who say it at the same time come one after the other.
  await row(ctx.db, 'select 1 from integration.system where id = $1 for update', [id])
  const taker = await takerOf(ctx.db, kind)
  if (taker && taker.systemId !== id)
    throw new Refused('integration.taken-by-other', 'Another system takes them already.', {
      system: (await systemOf(ctx.db, taker.systemId)).name,
    })
  const object = takers(await objectsOf(ctx.db, id)).find(each => each.id === draft.object)
  requireSound(draft, { offer, object })
  nameAct(ctx, system.name)
  const set = {
    object_id: draft.object,
    shape: draft.shape,
    ours_field: draft.oursField,
    ours_from: draft.oursFrom,
    mapping: draft.mapping,
    lines: draft.lines,
  }
  if (taker) await changeRow(ctx, makingTable, { key: { rootId: id, id: taker.id }, set, version })
  else await insertRow(ctx, makingTable, { ...set, system_id: id, id: newId(), offered: kind })
  return null
}

/** Makes nothing there any more. Refused while something is on its way: nobody would hear what came of it. */
export async function removeMaking(ctx: Context, { id, kind }: { id: string; kind: string }): Promise<null> {
  const system = await systemOf(ctx.db, id)
  const making = (await makingsOf(ctx.db, id)).find(({ offered }) => offered === kind)
  offerOf(kind)
  if (!making) return null
  nameAct(ctx, system.name)
  const sent = await row<{ n: number }>(
    ctx.db,
    `select count(*)::int as n from integration.operation where system_id = $1 and offered = $2 and state = 'sent'`,
    [id, kind],
  )
  if (sent?.n)
    throw new Refused(
      'integration.operations-on-their-way',
      'Some are on their way there, and nobody knows yet what came of them. Wait for them first.',
      { count: sent.n },
    )
  await run(
    ctx.db,
    `update integration.operation set state = 'withdrawn', ended_at = $3, decided_at = $3, decided_by = $4
     where system_id = $1 and offered = $2 and (state in ('asked', 'pending') or (state = 'failed' and decided_at is null))`,
    [id, kind, ctx.now, ctx.actor.id],
  )
  await removeRow(ctx, makingTable, { rootId: id, id: making.id })
  return null
}

/** Forgets how objects take records before they go themselves. */
export async function forgetMakings(
  ctx: Context,
  { systemId, objectIds }: { systemId: string; objectIds: readonly string[] },
): Promise<void> {
  for (const { id, objectId } of await makingsOf(ctx.db, systemId))
    if (objectIds.includes(objectId)) await removeRow(ctx, makingTable, { rootId: systemId, id })
}

type Against = { offer: MakingOffer; object: JoinedObject | undefined }

function requireSound(draft: MakingDraft, { offer, object }: Against): void {
  const wrong = (path: string, code: string, message: string): FieldProblem => ({ path, code, message })
  if (!object || object.name !== draft.shape.name || object.space !== draft.shape.space)
    throw new Invalid([
      wrong('object', 'integration.no-taker', 'Choose documents of this system that belong to customers.'),
    ])
  const { shape, lines } = draft
  const taken = [...(object.parentFields ?? []), draft.oursField]
  const problems = rulesProblems(draft.mapping, { shape, offered: offer.fields, taken, path: 'mapping' })
  if (
    shape.fields.find(({ name }) => name === draft.oursField)?.kind !== 'text' ||
    taken.indexOf(draft.oursField) < taken.length - 1
  )
    problems.push(
      wrong('oursField', 'integration.ours-not-text', 'Our id has to stand in a field of text of its own.'),
    )
  if (!offer.fields.find(({ key }) => key === draft.oursFrom)?.unique)
    problems.push(wrong('oursFrom', 'integration.ours-not-unique', 'Choose what no two of them share.'))
  if (lines) {
    const known = new Set(lines.object.fields.map(({ name }) => name))
    if (lines.link.length !== shape.key.length || !lines.link.every(name => known.has(name)))
      problems.push(
        wrong(
          'lines.link',
          'integration.lines-link',
          'Say which fields of a line name the record it belongs to.',
        ),
      )
    const at = { shape: lines.object, offered: offer.lines, taken: lines.link, path: 'lines.mapping' }
    problems.push(...rulesProblems(lines.mapping, at))
  }
  if (problems.length > 0) throw new Invalid(problems)
}

type Rules = { shape: RemoteObject; offered: readonly OfferedField[]; taken: readonly string[]; path: string }

function rulesProblems(rules: readonly MakingRule[], { shape, offered, taken, path }: Rules): FieldProblem[] {
  const seen = new Set(taken)
  return rules.flatMap((rule, at) => {
    const place = { path: `${path}.${at}`, message: `“${rule.field}” cannot be filled so.` }
    const field = shape.fields.find(({ name }) => name === rule.field)
    const isTwice = seen.has(rule.field)
    seen.add(rule.field)
    if (!field || field.computed || field.kind === 'bytes')
      return [{ ...place, code: 'integration.no-such-field' }]
    if (isTwice) return [{ ...place, code: 'integration.field-twice' }]
    const isOffered = !('from' in rule) || offered.some(({ key }) => key === rule.from)
    return isOffered ? [] : [{ ...place, code: 'integration.not-offered' }]
  })
}
