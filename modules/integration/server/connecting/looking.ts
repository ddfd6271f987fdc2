import type { Context } from '../../../../platform/context.ts'
import type { ConnectionFailure, ObjectLook, PreviewItem } from '../../contract/connecting-shapes.ts'
import type { Arrival } from '../../../customers/index.ts'
import { isRefusal } from '../../../../platform/transfer/target.ts'
import type { Connection, Connector, RemoteObject, RemoteRecord } from '../connectors/port.ts'
import type { DocumentRole } from '../systems/system.ts'
import { cellOf, translationOf } from '../translating/translation.ts'
import { checkedJoin, type Joining } from './joins.ts'
import type { Destination } from './settings.ts'
import { suggestForCustomers, suggestForDocuments } from './suggesting.ts'
import { overTrial } from './trying.ts'

/** Enough to see what stands in a field. */
const looked = 20

type Looked = {
  shape: RemoteObject
  role: 'customer' | 'document'
  kind?: DocumentRole['kind'] | null | undefined
}

/** The first records of some objects and how their fields could be mapped. */
export async function lookAtObjects(
  ctx: Context,
  { objects, ...given }: Destination & { objects: readonly Looked[] },
): Promise<{ looks: ObjectLook[]; failure: ConnectionFailure | null }> {
  const { value, failure } = await overTrial(ctx, given, async (connection, signal, connector) => {
    const looks: ObjectLook[] = []
    for (const asked of objects) {
      const records = await firstRecords(connection, asked.shape, signal)
      looks.push(lookOf(ctx, { asked, records, connector }))
    }
    return looks
  })
  return { looks: value ?? [], failure }
}

async function firstRecords(
  connection: Connection,
  object: RemoteObject,
  signal: AbortSignal,
): Promise<RemoteRecord[]> {
  for await (const chunk of connection.readAll({ object, after: null, chunk: looked }, signal))
    return chunk.slice(0, looked)
  return []
}

type Looking = { asked: Looked; records: readonly RemoteRecord[]; connector: Connector }

function lookOf(ctx: Context, { asked: { shape, role, kind }, records, connector }: Looking): ObjectLook {
  const { space, name } = shape
  const given = { object: shape, records, connector }
  return role === 'customer'
    ? { space, name, ...suggestForCustomers(ctx, given), document: null }
    : { space, name, ...suggestForDocuments(given, kind ?? 'other') }
}

type Previewing = Destination & { name: string; object: Joining }

/** What the first records of an object would become here; those that cannot say why. */
export async function previewObject(
  ctx: Context,
  { name, object, ...given }: Previewing,
): Promise<{ items: PreviewItem[]; failure: ConnectionFailure | null }> {
  checkedJoin(ctx, object, 'object')
  const { value, failure } = await overTrial(ctx, given, async (connection, signal) => {
    const records = await firstRecords(connection, object.shape, signal)
    return object.role === 'customer'
      ? asCustomers(ctx, { records, object, name })
      : records.map(record => asDocument(record, object))
  })
  return { items: value ?? [], failure }
}

async function asCustomers(
  ctx: Context,
  { records, object, name }: { records: readonly RemoteRecord[]; object: Joining; name: string },
): Promise<PreviewItem[]> {
  const translate = await translationOf(ctx, { mapping: [...object.mapping], systemName: name })
  return records.map(record => {
    const made = translate(record)
    if (!isRefusal(made)) return { key: record.key, refusal: null, customer: shownOf(made), document: null }
    const refusal = { code: made.code, message: made.message, params: made.params ?? {} }
    return { key: record.key, refusal, customer: null, document: null }
  })
}

const shownColumns = {
  jobTitle: 'job_title',
  orgNumber: 'org_number',
  website: 'website',
  city: 'city',
  country: 'country',
}

function shownOf({ name, columns, points, employer }: Arrival): PreviewItem['customer'] {
  const values = [
    ...Object.entries(shownColumns).map(([field, column]) => ({ field, value: columns[column] })),
    { field: 'employer', value: employer },
    ...points.map(point => ({ field: point.kind, value: point.value })),
  ]
  return {
    kind: String(columns.kind ?? 'person'),
    name: name ?? '',
    values: values
      .filter(({ value }) => value !== null && value !== undefined && value !== '')
      .map(({ field, value }) => ({ field, value: String(value) })),
  }
}

function asDocument({ key, values }: RemoteRecord, { document, parentFields }: Joining): PreviewItem {
  const said = (field: string | null | undefined) => (field ? cellOf(values[field]) : null)
  return {
    key,
    refusal: null,
    customer: null,
    document: {
      title: said(document?.title),
      date: said(document?.date),
      amount: said(document?.amount),
      currency: said(document?.currency),
      state: said(document?.state),
      parent: parentFields?.map(field => cellOf(values[field]) ?? '').join(' · ') ?? null,
    },
  }
}
