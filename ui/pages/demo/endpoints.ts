import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'

/** What the demo bar asks; the endpoints are declared where the whole product is put together. */
export const demoEndpoints = contract({
  state: {
    name: 'demo.state',
    method: 'GET',
    path: '/demo',
    tag: '',
    summary: '',
    permission: 'signed-in',
    reply: z.object({ present: z.boolean(), records: z.int(), mayClear: z.boolean() }),
  },
  clear: {
    name: 'demo.clear',
    method: 'POST',
    path: '/demo/clearing',
    tag: '',
    summary: '',
    permission: 'signed-in',
    reply: z.object({ removed: z.int(), batchId: z.uuid() }),
  },
})
