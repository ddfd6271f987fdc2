import { contract } from '../../platform/contract/endpoint.ts'
import { boardEndpoints } from './contract/board.ts'
import { bypassEndpoints } from './contract/bypass.ts'
import { crosswalkEndpoints } from './contract/crosswalk.ts'
import { connectingEndpoints } from './contract/connecting.ts'
import { makingEndpoints } from './contract/making.ts'
import { operationEndpoints } from './contract/operations.ts'
import { recordsContract } from './contract/records.ts'
import { wakingEndpoints } from './contract/waking.ts'

/** Operational systems and what is joined of them, over HTTP: all endpoints of the module below `/api/v1`. */
export const integrationContract = contract({
  ...boardEndpoints,
  ...bypassEndpoints,
  ...crosswalkEndpoints,
  ...connectingEndpoints,
  ...recordsContract,
  ...operationEndpoints,
  ...makingEndpoints,
  ...wakingEndpoints,
})
