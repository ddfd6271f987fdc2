import { routes } from '../../../../platform/module.ts'
import { offerContract, quoteContract } from '../../contract.ts'
import { count, list } from '../lists.ts'
import { passOrder } from '../orders/passing.ts'
import { askApproval, decideApproval, waitingApprovals } from './approvals.ts'
import { removeDraft, startQuote, writeDraft } from './drafting.ts'
import { followQuotes, quotesOfOpportunity } from './following.ts'
import { makeLink } from './links.ts'
import { noticesOf, seeNotices } from './notices.ts'
import { answerOffer, lookAtOffer, offerPdf } from './offers.ts'
import { quotePage } from './page.queries.ts'
import { quotePdf } from './printing.ts'
import { answerQuote, sendQuote, withdrawQuote } from './sending.ts'
import { quoteSettings, setQuoteSettings } from './settings.ts'

export const quoteRoutes = routes(quoteContract, {
  quotes: (ctx, { query }) => list(ctx, 'quote', query),
  countQuotes: (ctx, { query }) => count(ctx, 'quote', query),
  quotesOfOpportunity: (ctx, { params }) => quotesOfOpportunity(ctx, params.id),
  followQuotes: (ctx, { params, body }) => followQuotes(ctx, { ...params, ...body }),
  startQuote: (ctx, { body }) => startQuote(ctx, body),
  quotePage: (ctx, { params }) => quotePage(ctx, params.id),
  writeDraft: (ctx, { params, body, ifMatch }) =>
    writeDraft(ctx, { id: params.id, draft: body, version: ifMatch }),
  removeDraft: async (ctx, { params }) => ({
    removed: await removeDraft(ctx, params.id).then(() => 1),
    batchId: ctx.batch.id,
  }),
  askApproval: (ctx, { params, body }) => askApproval(ctx, params.id, body.note ?? null),
  decideApproval: (ctx, { params, body }) =>
    decideApproval(ctx, { ...params, verdict: body.verdict, note: body.note ?? null }),
  waitingApprovals: ctx => waitingApprovals(ctx),
  sendQuote: (ctx, { params, ifMatch }) => sendQuote(ctx, { id: params.id, version: ifMatch }),
  makeLink: (ctx, { params }) => makeLink(ctx, params.id),
  withdrawQuote: (ctx, { params, body }) => withdrawQuote(ctx, params.id, body.reason ?? null),
  passOrder: (ctx, { params }) => passOrder(ctx, params.id),
  answerQuote: (ctx, { params, body }) =>
    answerQuote(ctx, { ...body, id: params.id, reason: body.reason ?? null }),
  quotePdf: (ctx, { params }) => quotePdf(ctx, params),
  quoteNotices: ctx => noticesOf(ctx),
  seeQuoteNotices: ctx => seeNotices(ctx),
  quoteSettings: ctx => quoteSettings(ctx.db),
  setQuoteSettings: (ctx, { body, ifMatch }) => setQuoteSettings(ctx, body, ifMatch),
})

export const offerRoutes = routes(offerContract, {
  lookAtOffer: (ctx, { body }) => lookAtOffer(ctx, body.token),
  offerPdf: (ctx, { body }) => offerPdf(ctx, body.token),
  acceptOffer: (ctx, { body }) => answerOffer(ctx, { ...body, verdict: 'accepted', reason: null }),
  declineOffer: (ctx, { body }) =>
    answerOffer(ctx, {
      token: body.token,
      verdict: 'declined',
      name: body.name ?? null,
      reason: body.reason ?? null,
    }),
})
