import type { FieldProblem } from '../errors.ts'
import type { CallInput, Endpoint, ReplyOf } from './endpoint.ts'

/** A refusal of the server, or of the network (`code` = `platform.offline`, status 0), as the screens see it. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly params: Record<string, string | number>
  readonly fields: readonly FieldProblem[]
  /** At a conflict: the record as it is now. */
  readonly current: unknown

  constructor(status: number, body: Partial<ProblemBody>) {
    super(body.detail ?? body.title ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? (status >= 500 ? 'platform.defect' : 'platform.refused')
    this.params = body.params ?? {}
    this.fields = body.fields ?? []
    this.current = body.current
  }
}

type ProblemBody = {
  title: string
  detail: string
  code: string
  params: Record<string, string | number>
  fields: FieldProblem[]
  current: unknown
}

/** What may accompany a call: the version that was read (`If-Match`) and the key that makes a creation repeatable. */
export type CallOptions<E extends Endpoint> = CallInput<E> & {
  ifMatch?: number | string
  idempotencyKey?: string
}

/** A reply and the id of the batch that a mutation wrote; the batch can be undone. */
export type Answer<E extends Endpoint> = { data: ReplyOf<E>; batch: string | null }

export const apiBase = '/api/v1'

/** Something the server remarks about a write it has taken, in the person's language. */
export type Remark = { code: string; message: string; field?: string }

let hearRemarks: (remarks: readonly Remark[]) => void = () => undefined

/** Says who tells the person about remarks; the shell does. */
export function onRemarks(hear: (remarks: readonly Remark[]) => void): void {
  hearRemarks = hear
}

function tellRemarks(response: Response): void {
  const text = response.headers.get('tessera-remarks')
  if (text) hearRemarks(JSON.parse(decodeURIComponent(text)) as Remark[])
}

/** Calls an endpoint of our own API and gives its reply. Throws `Problem`, also when the network is down. */
export async function call<E extends Endpoint>(
  endpoint: E,
  options: CallOptions<E> = {},
  signal?: AbortSignal,
): Promise<ReplyOf<E>> {
  return (await callWithBatch(endpoint, options, signal)).data
}

/** Like `call`, with the id of the batch from the `Tessera-Batch` header; null where nothing was changed. */
export async function callWithBatch<E extends Endpoint>(
  endpoint: E,
  options: CallOptions<E> = {},
  signal?: AbortSignal,
): Promise<Answer<E>> {
  const response = await send(urlOf(endpoint, options), requestOf(endpoint, options, signal))
  if (!response.ok) throw new Problem(response.status, await bodyOf(response))
  tellRemarks(response)
  const data = response.status === 204 ? undefined : await response.json()
  return { data: data as ReplyOf<E>, batch: response.headers.get('tessera-batch') }
}

/** The address of a call: path parameters filled in, the query appended, objects in it as JSON. */
export function urlOf<E extends Endpoint>(endpoint: E, input: CallInput<E>): string {
  const params = (input.params ?? {}) as Record<string, string | number | undefined>
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    if (params[name] === undefined)
      throw new Error(`${endpoint.name}: the path parameter “${name}” is missing.`)
    return encodeURIComponent(String(params[name]))
  })
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue
    query.set(
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean),
    )
  }
  return `${apiBase}${path}${query.size > 0 ? `?${query.toString()}` : ''}`
}

function requestOf<E extends Endpoint>(
  endpoint: E,
  options: CallOptions<E>,
  signal?: AbortSignal,
): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  const request: RequestInit = { method: endpoint.method, credentials: 'same-origin', headers }
  if (signal) request.signal = signal
  if (endpoint.upload === 'multipart') request.body = options.body as FormData
  else if (options.body !== undefined) {
    headers['content-type'] = 'application/json'
    request.body = JSON.stringify(options.body)
  }
  return request
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Problem(0, { code: 'platform.offline', detail: 'The server cannot be reached.' })
  }
}

async function bodyOf(response: Response): Promise<Partial<ProblemBody>> {
  try {
    return (await response.json()) as Partial<ProblemBody>
  } catch {
    return { title: response.statusText }
  }
}
