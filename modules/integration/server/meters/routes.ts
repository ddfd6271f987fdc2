import { type Handlers } from '../../../../platform/module.ts'
import type { boardEndpoints } from '../../contract/board.ts'
import type { bypassEndpoints } from '../../contract/bypass.ts'
import type { crosswalkEndpoints } from '../../contract/crosswalk.ts'
import { changeAccount, listAccounts } from './accounts.ts'
import { board } from './board.queries.ts'
import { bypass } from './bypass.queries.ts'
import { comparisons, differences } from './comparisons.ts'
import { crosswalk } from './crosswalk.queries.ts'
import { beginDrill, drillView, endDrill } from './drill.ts'

type Meters = typeof boardEndpoints & typeof bypassEndpoints & typeof crosswalkEndpoints

export const meterHandlers: Handlers<Meters> = {
  board: async ctx => ({ at: ctx.now.toISOString(), items: await board(ctx) }),
  beginDrill: (ctx, { params }) => beginDrill(ctx, params.id),
  endDrill: (ctx, { params }) => endDrill(ctx, params.id),
  drill: (ctx, { params }) => drillView(ctx, params.id),

  bypass: (ctx, { query }) => bypass(ctx, query),
  accounts: (ctx, { query }) => listAccounts(ctx, query),
  changeAccount: (ctx, { params, body, ifMatch }) =>
    changeAccount(ctx, {
      ...params,
      ...(body.teamId === undefined ? {} : { teamId: body.teamId }),
      ...(body.program === undefined ? {} : { program: body.program }),
      ...(ifMatch === undefined ? {} : { version: ifMatch }),
    }),

  crosswalk: (ctx, { query }) => crosswalk(ctx, query),
  comparisons: (ctx, { query }) => comparisons(ctx, query.system),
  differences: (ctx, { params, query }) => differences(ctx, params.id, query),
}
