import { routes, type Listener } from '../../../../platform/module.ts'
import { rateContract } from '../../contract.ts'
import { conversionJob, convertUndone } from './conversion.ts'
import { setHouseCurrency } from './house.ts'
import { listRates } from './listing.ts'
import { addRate, changeRate, pasteRates, removeRate } from './rates.ts'

const rateRoutes = routes(rateContract, {
  rates: (ctx, { query }) => listRates(ctx, query),
  setHouseCurrency: (ctx, { body, ifMatch }) =>
    setHouseCurrency(ctx, { currency: body.currency, version: ifMatch }),
  addRate: (ctx, { body }) => addRate(ctx, body),
  pasteRates: (ctx, { body }) => pasteRates(ctx, body.lines),
  changeRate: (ctx, { params, body, ifMatch }) =>
    changeRate(ctx, { id: params.id, set: body, version: ifMatch }),
  removeRate: (ctx, { params }) => removeRate(ctx, params.id),
})

const listeners: Listener[] = [
  {
    event: 'history.undone',
    name: 'sales.convert-undone',
    when: 'inside',
    run: (ctx, event) => convertUndone(ctx, [event]),
  },
  { event: 'batch.undone', name: 'sales.convert-undone-later', when: 'after', run: convertUndone },
]

/** What rates register with the platform, beside the rest of the module. */
export const rateParts = { routes: rateRoutes, jobs: [conversionJob], listeners }
