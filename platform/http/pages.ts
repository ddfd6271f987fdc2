import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { NotFound } from '../errors.ts'

/** The built web app: hashed files for ever, the page itself never from the cache; every other address is the app's own. */
export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
  const page = await pageOf(folder)
  server.setNotFoundHandler((request, reply) => {
    const ofMachines =
      request.url.startsWith('/api/') ||
      request.url.startsWith('/health/') ||
      request.url.startsWith('/assets/')
    if (page === null || request.method !== 'GET' || ofMachines) throw new NotFound('address')
    return reply.header('Cache-Control', 'no-cache').type('text/html; charset=utf-8').send(page)
  })
  if (page === null) return
  // Names of built files carry their hash, so they never change. The page itself is asked for again each time.
  await server.register(staticFiles, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    immutable: true,
    maxAge: '1y',
  })
}

async function pageOf(folder: string): Promise<string | null> {
  const path = join(folder, 'index.html')
  return existsSync(path) ? readFile(path, 'utf8') : null
}
