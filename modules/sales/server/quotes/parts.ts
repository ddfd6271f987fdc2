import type { Listener } from '../../../../platform/module.ts'
import { product, quote } from '../../entities.ts'
import { productRoutes } from '../products/routes.ts'
import { productTables } from '../products/tables.ts'
import { quoteMailJob } from './mailing/job.ts'
import { quoteMailRoutes } from './mailing/routes.ts'
import { offerRoutes, quoteRoutes } from './routes.ts'
import { findQuotes } from './search.ts'
import { quoteTables } from './tables.ts'
import { offerToMake } from '../../../integration/index.ts'
import { orderOffer } from '../orders/offer.ts'
import { afterMade, afterSettled } from '../orders/passing.ts'
import { afterUndo } from './undoing.ts'

const listeners: Listener[] = [
  { event: 'history.undone', name: 'sales.quotes-undone', when: 'inside', run: afterUndo },
  { event: 'making.made', name: 'sales.order-made', when: 'inside', run: afterMade },
  { event: 'making.settled', name: 'sales.order-settled', when: 'inside', run: afterSettled },
]

offerToMake(orderOffer)

/** What products and quotes register with the platform, beside the rest of the module. */
export const quoteParts = {
  routes: [productRoutes, quoteRoutes, quoteMailRoutes, offerRoutes],
  entities: [product, quote],
  tables: [...productTables, ...quoteTables],
  listeners,
  jobs: [quoteMailJob],
  search: [{ entity: 'quote', find: findQuotes }],
}
