import { z } from 'zod'
import { contract } from '../../platform/contract/endpoint.ts'
import { id } from '../../platform/contract/shapes.ts'

/** The demo company: whether it is there, and its end. */
export const demoContract = contract({
  state: {
    name: 'demo.state',
    method: 'GET',
    path: '/demo',
    tag: 'Demo',
    summary: 'Whether the demo company is here, and how many records of it',
    permission: 'signed-in',
    reply: z.object({ present: z.boolean(), records: z.int(), mayClear: z.boolean() }),
  },
  clear: {
    name: 'demo.clear',
    method: 'POST',
    path: '/demo/clearing',
    tag: 'Demo',
    summary: 'Remove the demo company; can be undone',
    permission: 'customers.delete',
    reply: z.object({ removed: z.int(), batchId: id }),
    act: 'platform.act.demo-cleared',
  },
})
