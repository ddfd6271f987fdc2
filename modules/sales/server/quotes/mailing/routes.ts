import { routes } from '../../../../../platform/module.ts'
import { quoteMailContract } from '../../../contract.ts'
import { mailQuote } from './asking.ts'
import { quoteMails } from './mails.queries.ts'

export const quoteMailRoutes = routes(quoteMailContract, {
  quoteMails: (ctx, { params }) => quoteMails(ctx, params.id),
  mailQuote: (ctx, { params, body }) => mailQuote(ctx, { ...body, id: params.id, name: body.name ?? null }),
})
