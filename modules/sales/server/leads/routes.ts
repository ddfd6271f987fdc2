import { routes } from '../../../../platform/module.ts'
import { leadContract } from '../../contract.ts'
import { count, list } from '../lists.ts'
import { candidatesOf, convertLead } from './converting.ts'
import { disqualifyLead, qualifyLead, recycleLead, shareLead } from './course.ts'
import { captureLead, changeLead, recognise, removeLead } from './leads.ts'
import { noticesOf, seeNotices } from './notices.ts'
import { openingsOf, openLead } from './openings.ts'
import { leadPage } from './page.ts'
import { policyView, setPolicy } from './policy.ts'
import { sumsOfLeads } from './sums.ts'

export const leadRoutes = routes(leadContract, {
  leads: (ctx, { query }) => list(ctx, 'lead', query),
  countLeads: (ctx, { query }) => count(ctx, 'lead', query),
  leadSums: ctx => sumsOfLeads(ctx),
  leadNotices: ctx => noticesOf(ctx),
  seeLeadNotices: ctx => seeNotices(ctx),
  leadPolicy: ctx => policyView(ctx),
  setLeadPolicy: (ctx, { body }) => setPolicy(ctx, body),
  readLine: (ctx, { body }) => recognise(ctx, body.line),
  captureLead: (ctx, { body }) => captureLead(ctx, body),
  getLead: (ctx, { params }) => openLead(ctx, params.id),
  leadPage: (ctx, { params }) => leadPage(ctx, params.id),
  changeLead: (ctx, { params, body, ifMatch }) =>
    changeLead(ctx, { id: params.id, patch: body, version: ifMatch }),
  removeLead: async (ctx, { params }) => ({
    removed: await removeLead(ctx, params.id),
    batchId: ctx.batch.id,
  }),
  shareLead: (ctx, { params }) => shareLead(ctx, params.id),
  qualifyLead: (ctx, { params, body }) => qualifyLead(ctx, params.id, body.why ?? null),
  disqualifyLead: (ctx, { params, body }) => disqualifyLead(ctx, params.id, body),
  recycleLead: (ctx, { params }) => recycleLead(ctx, params.id),
  leadCandidates: (ctx, { params }) => candidatesOf(ctx, params.id),
  convertLead: (ctx, { params, body }) => convertLead(ctx, params.id, body),
  leadOpenings: (ctx, { params }) => openingsOf(ctx, params.id),
})
