import type { FastifyInstance } from 'fastify'
import { safeParse } from 'zod/v4/core'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import { apiPrefix, endpointsOf } from '../../platform/http/server.ts'
import type { Kernel } from '../../platform/kernel.ts'

/**
 * Checks every reply against the contract of its endpoint: shape, emptiness of a 204, and that a module's refusal is
 * declared beside the endpoint. What breaks it becomes a 500 that names the endpoint and the fault.
 */
export function holdToContract(server: FastifyInstance, kernel: Kernel): void {
  const endpoints = new Map(
    endpointsOf(kernel).map(({ endpoint }) => [`${endpoint.method} ${apiPrefix}${endpoint.path}`, endpoint]),
  )
  server.addHook('onSend', async (request, reply, payload) => {
    const endpoint = endpoints.get(`${request.method} ${request.routeOptions.url}`)
    const fault = endpoint && faultOf(endpoint, { status: reply.statusCode, payload })
    if (!fault) return payload
    reply.code(500).type('application/problem+json')
    reply.removeHeader('content-length')
    return JSON.stringify({ status: 500, code: 'test.contract-broken', detail: `${endpoint.name}: ${fault}` })
  })
}

function faultOf(
  endpoint: Endpoint,
  { status, payload }: { status: number; payload: unknown },
): string | null {
  if (status >= 500) return null
  if (status >= 400) return undeclared(endpoint, JSON.parse(String(payload)) as { code?: unknown })
  if (endpoint.download) return null
  if (status !== (endpoint.status ?? 200)) return `answered ${status}, not ${endpoint.status ?? 200}`
  if (status === 204) return payload ? 'a 204 has no content' : null
  if (typeof payload !== 'string') return `answered no text but ${typeof payload}`
  if (!endpoint.reply) return payload === 'null' ? null : 'answers something but declares no reply'
  const parsed = safeParse(endpoint.reply, JSON.parse(payload))
  if (parsed.success) return null
  return parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')
}

/** Refused before any endpoint is reached. */
const everywhere = ['staff.cross-site']

function undeclared(endpoint: Endpoint, { code }: { code?: unknown }): string | null {
  if (typeof code !== 'string') return 'a refusal without a code'
  if (code.startsWith('platform.') || everywhere.includes(code) || endpoint.errors?.includes(code))
    return null
  return `refuses with “${code}”, which it does not declare`
}
