import { routes } from '../../../../platform/module.ts'
import { leaverContract, territoryContract } from '../../contract.ts'
import { answerHandOver, askHandOver, listHandOvers } from './hand-overs.ts'
import { holdoutDays, setHoldout } from './holdout.ts'
import { dealOut, listLeavers } from './leavers.ts'
import { previewTerritory } from './matching.ts'
import { creditTable, handOverTable, holdoutTable, territoryOwnerTable, territoryTable } from './tables.ts'
import { addTerritory, changeTerritory, giveTerritory, listTerritories } from './territories.ts'

const territoryRoutes = routes(territoryContract, {
  territories: ctx => listTerritories(ctx),
  addTerritory: (ctx, { body }) => addTerritory(ctx, body),
  changeTerritory: (ctx, { params, body, ifMatch }) =>
    changeTerritory(ctx, { id: params.id, patch: body, version: ifMatch }),
  giveTerritory: (ctx, { params, body }) => giveTerritory(ctx, { ...body, id: params.id }),
  previewTerritory: (ctx, { params }) => previewTerritory(ctx, params.id),
  handOvers: ctx => listHandOvers(ctx),
  askHandOver: (ctx, { body }) => askHandOver(ctx, body),
  answerHandOver: (ctx, { params, body }) => answerHandOver(ctx, { ...body, id: params.id }),
  holdout: async ctx => ({ days: await holdoutDays(ctx) }),
  setHoldout: (ctx, { body }) => setHoldout(ctx, body.days),
})

const leaverRoutes = routes(leaverContract, {
  leavers: ctx => listLeavers(ctx),
  dealOut: (ctx, { params }) => dealOut(ctx, params.id),
})

/** What territories and hand-overs register with the platform, beside the rest of the module. */
export const territoryParts = {
  routes: [territoryRoutes, leaverRoutes],
  tables: [territoryTable, territoryOwnerTable, holdoutTable, handOverTable, creditTable],
}
