import { z } from 'zod'
import { contract } from '../contract/endpoint.ts'

const tag = 'Outbound'
const networks = z
  .array(z.string().min(1).max(50))
  .max(100)
  .describe('Networks as `10.1.0.0/16`, or single addresses')

/** Which networks of one's own connections to other systems may go to. */
export const outboundContract = contract({
  networks: {
    name: 'outbound.networks',
    method: 'GET',
    path: '/outbound/networks',
    tag,
    summary: 'Networks of one’s own that connections may go to',
    permission: 'outbound.manage',
    reply: z.object({
      networks,
      /** Opened by the environment; they cannot be closed here. */
      always: z.array(z.string()),
    }),
  },
  setNetworks: {
    name: 'outbound.networks.set',
    method: 'PUT',
    path: '/outbound/networks',
    tag,
    summary: 'Open these networks of one’s own to connections, and no others',
    permission: 'outbound.manage',
    body: z.strictObject({ networks }),
    reply: z.object({ networks, always: z.array(z.string()) }),
    act: 'platform.act.networks-set',
  },
})
