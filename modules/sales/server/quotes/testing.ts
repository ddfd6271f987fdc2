import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import {
  offerContract,
  productContract as products,
  quoteContract as api,
  type QuoteDraft,
  type QuotePage,
  salesContract,
} from '../../contract.ts'

/** A firm that sells pumps for 100 a piece, 90 from ten on, and whoever offers them. */
export type QuoteDesk = {
  app: TestApp
  seller: Caller
  manager: Caller
  /** Id of the product. */
  pump: string
  /** Opens a deal of his own with a new customer. */
  deal: (who?: Caller) => Promise<string>
  /** Begins a quote for two pumps, or as it is said. */
  started: (draft?: QuoteDraft, who?: Caller) => Promise<QuotePage>
  sent: (
    draft?: QuoteDraft,
    who?: Caller,
  ) => Promise<{ params: { id: string }; token: string; number: string }>
  /** What the customer does by his link. */
  accept: (token: string, name?: string) => ReturnType<Caller['send']>
}

const tokenOf = ({ path }: { path: string }) => path.split('#')[1] as string

export async function quoteDesk(): Promise<QuoteDesk> {
  const app = await testApp()
  const { administrator: manager, seller } = app.people
  const { id } = await manager.call(products.addProduct, {
    body: { code: 'P-1', name: 'Pump', unit: 'piece' },
  })
  const pump = String(id)
  const list = await manager.call(products.addPriceList, { body: { name: 'Prices', currency: 'EUR' } })
  const breaks = [
    { from: '1', amount: 100_00 },
    { from: '10', amount: 90_00 },
  ]
  await manager.call(products.setPrices, { params: { id: list.id, childId: pump }, body: { breaks } })

  const deal: QuoteDesk['deal'] = async (who = seller) => {
    const customer = await who.call(customersContract.create, {
      body: { name: 'Nordwind', kind: 'organisation', owner: who.id },
    })
    const made = await who.call(salesContract.openOpportunity, {
      body: { name: 'Pumps', customer: customer.id },
    })
    return made.id
  }
  const started: QuoteDesk['started'] = async (draft = {}, who = seller) => {
    const lines = [{ product: pump, name: 'Pump', quantity: '2' }]
    return who.call(api.startQuote, { body: { lines, ...draft, opportunity: await deal(who) } })
  }
  const sent: QuoteDesk['sent'] = async (draft = {}, who = seller) => {
    const { record } = await started(draft, who)
    const params = { id: record.id }
    const answer = await who.call(api.sendQuote, { params, body: {} })
    return { params, token: tokenOf(answer), number: answer.number }
  }
  const accept: QuoteDesk['accept'] = (token, name = 'Jana Berg') =>
    app.stranger.send(offerContract.acceptOffer, { body: { token, name } })
  return { app, seller, manager, pump, deal, started, sent, accept }
}
