import { routes } from '../../../platform/module.ts'
import { dataQualityContract } from '../contract.ts'
import { qualityBoard } from './board/board.ts'
import { listDebts } from './board/debts.ts'
import { choose, goldenOfCustomer, linkAs, previewApart, previewGolden } from './golden/preview.ts'
import { setSurvivorship, survivorshipView } from './golden/recompute.ts'
import { trySurvivorship } from './golden/trying.ts'
import { startCleaning } from './cleaning/cleaning.ts'
import { decideProposals } from './cleaning/deciding.ts'
import { cleaningBoard, listProposals } from './cleaning/proposals.ts'
import { addRule, changeRule, removeRule } from './rules/editing.ts'
import { findingsOf } from './rules/findings.ts'
import { askForSweep } from './rules/jobs.ts'
import { listRules } from './rules/listing.ts'
import { ruleHistory } from './rules/rule-history.ts'
import { tryRule } from './rules/trying.ts'
import { confirmValues } from './trust/confirmations.ts'
import { confirmMany } from './trust/confirming-many.ts'
import { disputeValue, readSettlement, settleDispute } from './trust/disputes.ts'
import { listDisputes } from './trust/disputes.queries.ts'
import { oldValues } from './trust/old-values.ts'
import { setTrustPolicy, trustPolicyOf } from './trust/policy.ts'
import { customerTrust } from './trust/trust-view.ts'

export const dataQualityRoutes = routes(dataQualityContract, {
  trust: (ctx, { params }) => customerTrust(ctx, params.id),
  confirm: async (ctx, { params, body }) => ({
    confirmed: await confirmValues(ctx, params.id, body.values),
    batchId: ctx.batch.id,
  }),
  confirmMany: async (ctx, { body }) => ({ confirmed: await confirmMany(ctx, body), batchId: ctx.batch.id }),
  oldValues: (ctx, { query }) => oldValues(ctx, query),
  trustPolicy: ctx => trustPolicyOf(ctx),
  setTrustPolicy: (ctx, { body }) => setTrustPolicy(ctx, body),

  dispute: (ctx, { params, body }) => disputeValue(ctx, params.id, body),
  settle: (ctx, { params, body }) => settleDispute(ctx, { ...params, ...body }),
  readSettlement: async (ctx, { params }) => {
    await readSettlement(ctx, params.id, params.childId)
    return null
  },
  disputes: (ctx, { query }) => listDisputes(ctx, query),

  previewGolden: (ctx, { body: { ids, apart } }) =>
    apart ? previewApart(ctx, ids) : previewGolden(ctx, ids),
  linkAs: (ctx, { body: { reason, ...link } }) => linkAs(ctx, { ...link, reason: reason ?? null }),
  golden: (ctx, { params }) => goldenOfCustomer(ctx, params.id),
  choose: (ctx, { params, body }) => choose(ctx, { ...params, ...body }),
  survivorship: ctx => survivorshipView(ctx),
  trySurvivorship: (ctx, { body }) => trySurvivorship(ctx, body),
  setSurvivorship: (ctx, { body }) => setSurvivorship(ctx, body),

  rules: ctx => listRules(ctx),
  addRule: (ctx, { body }) => addRule(ctx, body),
  changeRule: (ctx, { params, body, ifMatch }) =>
    changeRule(ctx, { id: params.id, set: body, version: ifMatch }),
  switchRule: (ctx, { params, body }) => changeRule(ctx, { id: params.id, set: body }),
  removeRule: async (ctx, { params }) => {
    await removeRule(ctx, params.id)
    return null
  },
  ruleHistory: (ctx, { params }) => ruleHistory(ctx, params.id),
  tryRule: (ctx, { body }) => tryRule(ctx, body),
  sweep: ctx => askForSweep(ctx, ctx.actor.id),
  findings: (ctx, { params }) => findingsOf(ctx, params.id),
  board: (ctx, { query }) => qualityBoard(ctx, query),
  cleaning: ctx => cleaningBoard(ctx),
  startCleaning: ctx => startCleaning(ctx),
  proposals: (ctx, { query }) => listProposals(ctx, query),
  decide: (ctx, { body }) => decideProposals(ctx, body),
  debts: (ctx, { query }) => listDebts(ctx, { mine: query.mine === 'true', dimension: query.dimension }),
})
