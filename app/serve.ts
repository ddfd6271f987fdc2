import { join } from 'node:path'
import apiReference from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'
import { accessChangedEvent } from '../modules/staff/index.ts'
import { projectFolder } from '../platform/config.ts'
import { openApi } from '../platform/contract/openapi.ts'
import { fieldsChanged } from '../platform/entities/routes.ts'
import { serveProbes } from '../platform/health/routes.ts'
import { servePages } from '../platform/http/pages.ts'
import { createServer, endpointsOf } from '../platform/http/server.ts'
import { followOutbox, serveEvents } from '../platform/realtime/stream.ts'
import { type Composition, version } from './compose.ts'

/** The web server of the product: API, live events, sign-in, reference page, screens. Not yet listening. */
export async function buildServer({ kernel, staff }: Composition): Promise<FastifyInstance> {
  const state = { stopping: false }
  const specification = openApi(
    endpointsOf(kernel).map(({ endpoint }) => endpoint),
    version,
  )
  return createServer({
    kernel,
    extend: async server => {
      serveProbes(server, kernel, state)
      serveSignIn(server, staff)
      server.get('/api/openapi.json', async () => specification)
      await serveReference(server, specification)
      const stopEvents = await serveEvents(server, kernel)
      const stopFollowing = await followOutbox(kernel, events => {
        if (events.some(event => event.kind === fieldsChanged)) void kernel.catalogue.refresh()
        if (events.some(event => event.kind === accessChangedEvent)) staff.forgetAccess()
      })
      server.addHook('preClose', async () => {
        state.stopping = true
        await Promise.all([stopEvents(), stopFollowing()])
      })
      await servePages(server, join(projectFolder, 'dist'))
    },
  })
}

/** Signing in and out speaks the Fetch API's Request and Response; this is the way there and back. */
function serveSignIn(server: FastifyInstance, staff: Composition['staff']): void {
  server.post('/api/auth/*', async (request, reply) => {
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers))
      if (typeof value === 'string') headers.set(name, value)
    headers.delete('content-length')
    const body = request.body === undefined ? null : JSON.stringify(request.body)
    const answer = await staff.handleAuth(
      new Request(`http://localhost${request.url}`, { method: 'POST', headers, body }),
      { address: request.ip },
    )
    reply.code(answer.status)
    for (const [name, value] of answer.headers) reply.header(name, value)
    const text = await answer.text()
    return text ? reply.send(text) : reply.send()
  })
}

/** The reference page brings its own scripts and styles inline; it alone gets a policy that lets them run. */
async function serveReference(
  server: FastifyInstance,
  specification: Record<string, unknown>,
): Promise<void> {
  const policy =
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
  await server.register(async scope => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('Content-Security-Policy', policy)
    })
    await scope.register(apiReference, {
      routePrefix: '/api/docs',
      configuration: {
        content: specification,
        hideClientButton: true,
        withDefaultFonts: false,
        telemetry: false,
      },
    })
  })
}
