import { contract } from '../../platform/contract/endpoint.ts'

/** Operational systems and what is joined of them, over HTTP: all endpoints of the module below `/api/v1`. */
export const integrationContract = contract({})
