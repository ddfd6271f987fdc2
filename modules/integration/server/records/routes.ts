import type { Handlers } from '../../../../platform/module.ts'
import type { recordsContract } from '../../contract/records.ts'
import { customerDocuments } from './documents.ts'
import { customerRecords } from './page.ts'
import { foreignStandings } from './standings.ts'

export const recordsHandlers: Handlers<typeof recordsContract> = {
  records: (ctx, { params, query }) =>
    customerRecords(ctx, { id: params.id, asking: query.asking === 'yes' }),
  documents: (ctx, { params, query }) => customerDocuments(ctx, { id: params.id, ...query }),
  standings: (ctx, { params }) => foreignStandings(ctx, params.id),
}
