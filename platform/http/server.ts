import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Endpoint } from '../contract/endpoint.ts'
import type { Kernel } from '../kernel.ts'
import { handlerOf } from './handle.ts'
import { strictHeaders } from './headers.ts'
import { problemOf } from './problem.ts'
import { keepBody } from './signed.ts'

export const apiPrefix = '/api/v1'

/** What the composition adds to the API: sign-in routes, pages, streams. */
export type ServerOptions = { kernel: Kernel; extend?: (server: FastifyInstance) => Promise<void> }

const bodyLimit = 4 * 1_048_576

/** The web server of the kernel: every module's endpoints, one error handler, strict headers. */
export async function createServer({ kernel, extend }: ServerOptions): Promise<FastifyInstance> {
  const server: FastifyInstance = fastify({
    loggerInstance: kernel.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // One proxy stands before a public address. Trusting the whole chain would let a client choose its own address.
    trustProxy: kernel.config.publicUrl === null ? false : (_address: string, hop: number) => hop === 0,
    routerOptions: { maxParamLength: 200 },
  })
  strictHeaders(server, kernel.config.publicUrl?.startsWith('https') ?? false)
  await server.register(compress, {
    global: true,
    threshold: 2048,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
  })
  await server.register(multipart, {
    limits: { files: 1, fields: 20, fieldSize: 200_000, fileSize: Number.MAX_SAFE_INTEGER },
  })
  server.setErrorHandler((error, request, reply) => {
    const { defect, ...problem } = problemOf(error)
    if (defect)
      request.log.error(
        { err: error, method: request.method, url: request.routeOptions.url },
        'A request failed.',
      )
    return reply.code(problem.status).type('application/problem+json').send(problem)
  })
  for (const endpoint of endpointsOf(kernel)) mount(server, kernel, endpoint)
  await extend?.(server)
  return server
}

type Mounted = { endpoint: Endpoint; handler: Parameters<typeof handlerOf>[2] }

/** All endpoints with their handlers; two with one name or one address are a defect. */
export function endpointsOf(kernel: Pick<Kernel, 'modules'>): Mounted[] {
  const seen = new Set<string>()
  return kernel.modules
    .flatMap(module => module.routes ?? [])
    .flatMap(({ contract, handlers }) =>
      Object.entries(contract).map(([name, endpoint]) => {
        for (const key of [endpoint.name, `${endpoint.method} ${endpoint.path}`]) {
          if (seen.has(key)) throw new Error(`The endpoint “${key}” exists twice.`)
          seen.add(key)
        }
        const handler = handlers[name]
        if (!handler) throw new Error(`The endpoint “${endpoint.name}” has no handler.`)
        return { endpoint, handler: handler as Mounted['handler'] }
      }),
    )
}

function mount(server: FastifyInstance, kernel: Kernel, { endpoint, handler }: Mounted): void {
  server.route({
    method: endpoint.method,
    url: `${apiPrefix}${endpoint.path}`,
    handler: handlerOf(kernel, endpoint, handler),
    ...(endpoint.signed ? { preParsing: keepBody } : {}),
  })
}
