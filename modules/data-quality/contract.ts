import { contract } from '../../platform/contract/endpoint.ts'
import { disputeEndpoints } from './contract/disputes.ts'
import { boardEndpoints } from './contract/board.ts'
import { cleaningEndpoints } from './contract/cleaning.ts'
import { goldenEndpoints } from './contract/golden.ts'
import { rulesEndpoints } from './contract/rules.ts'
import { trustEndpoints } from './contract/trust.ts'

/** Data quality over HTTP: all endpoints of the module below `/api/v1`. */
export const dataQualityContract = contract({
  ...trustEndpoints,
  ...disputeEndpoints,
  ...goldenEndpoints,
  ...rulesEndpoints,
  ...boardEndpoints,
  ...cleaningEndpoints,
})
