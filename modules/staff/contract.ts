import { contract } from '../../platform/contract/endpoint.ts'
import { keyEndpoints } from './contract/keys.ts'
import { organisationEndpoints } from './contract/organisation.ts'
import { peopleEndpoints } from './contract/people.ts'
import { sessionEndpoints } from './contract/session.ts'

export * from './contract/shapes.ts'
export { organisationEndpoints, peopleEndpoints, sessionEndpoints }

/** All endpoints of the module below `/api/v1`. Signing in and out is at `/api/auth`, since it sets cookies. */
export const staffContract = contract({
  ...sessionEndpoints,
  ...peopleEndpoints,
  ...organisationEndpoints,
  ...keyEndpoints,
})
