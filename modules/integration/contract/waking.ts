import { contract } from '../../../platform/contract/endpoint.ts'
import { idParams, nothing } from '../../../platform/contract/shapes.ts'

export const wakingEndpoints = contract({
  wake: {
    name: 'integration.wake',
    method: 'POST',
    path: '/integration/wake-ups/:id',
    tag: 'Systems',
    summary: 'Say that something has changed in a joined system, so that it is asked at once',
    description:
      'For webhooks of the system. Nothing of the body is believed. `X-Timestamp` holds the seconds since 1970, `X-Signature` the hexadecimal HMAC-SHA256 of timestamp, a full stop and the body, under the secret that is set for the system.',
    permission: 'public',
    signed: true,
    params: idParams,
    reply: nothing,
    status: 202,
    errors: ['integration.not-genuine'],
  },
})
