import { routes } from '../module.ts'
import { outboundContract } from './contract.ts'
import { networksView, setNetworks } from './networks.ts'

export const outboundRoutes = routes(outboundContract, {
  networks: ctx => networksView(ctx),
  setNetworks: (ctx, { body }) => setNetworks(ctx, body.networks),
})
