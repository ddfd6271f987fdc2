import type { OpportunityPage } from '../../contract.ts'

/** What somebody on the customer's side is to a deal. */
export type Role = OpportunityPage['involved'][number]['role']

/** In the order in which one wants to know them. */
export const roles: readonly Role[] = ['decides', 'pays', 'supports', 'influences', 'uses', 'blocks']
