import { ZodError } from 'zod'
import { Invalid, NotFound, TooMuch } from '../../../../platform/errors.ts'
import { problemOf } from '../../../../platform/http/problem.ts'
import { assertSameOrigin } from './same-origin.ts'
import {
  type AuthAnswer,
  type AuthCall,
  type AuthParts,
  reducedHeaders,
  sendForgotten,
  signInByInvitation,
  signInByLink,
  signInByPassword,
  signOut,
} from './sign-in.ts'

/** Address of the client as the server sees it (behind a proxy: as the trusted proxy says it). */
type Client = { address: string }

export type HandleAuth = (request: Request, client: Client) => Promise<Response>

const longestBody = 16_384

/** All there is below `/api/auth`; everything else is 404, whatever better-auth could do besides. */
const endpoints = new Map<string, (parts: AuthParts, call: AuthCall) => Promise<AuthAnswer>>([
  ['/api/auth/sign-in/password', signInByPassword],
  ['/api/auth/sign-in/link', signInByLink],
  ['/api/auth/sign-in/invitation', signInByInvitation],
  ['/api/auth/sign-in/forgotten', sendForgotten],
  ['/api/auth/sign-out', signOut],
])

/**
 * Answers the requests that set or clear the session cookie: POST with JSON, from pages of our own only. 204 with
 * cookies, or an RFC 9457 problem. What is not a refusal is thrown on.
 */
export function authHandler(parts: AuthParts, origins: readonly string[]): HandleAuth {
  return async (request, client) => {
    try {
      const run = endpoints.get(new URL(request.url).pathname)
      if (!run || request.method !== 'POST') throw new NotFound('address')
      assertSameOrigin(Object.fromEntries(request.headers), origins)
      const headers = reducedHeaders(request.headers, client.address)
      const { cookies } = await run(parts, { body: await jsonOf(request), headers, address: client.address })
      return new Response(null, {
        status: 204,
        headers: [['cache-control', 'no-store'], ...cookies.map((c): [string, string] => ['set-cookie', c])],
      })
    } catch (error) {
      return problem(error)
    }
  }
}

async function jsonOf(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > longestBody) {
    throw new TooMuch(413, 'platform.too-large', `The request is larger than ${longestBody} characters.`)
  }
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Invalid([{ path: '', code: 'platform.not-json', message: 'The request is not valid JSON.' }])
  }
}

function problem(error: unknown): Response {
  const { defect, ...body } = problemOf(error instanceof ZodError ? invalidFields(error) : error)
  if (defect) throw error
  const seconds = body.params?.seconds
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(typeof seconds === 'number' && { 'retry-after': String(seconds) }),
    },
  })
}

function invalidFields(error: ZodError): Invalid {
  return new Invalid(
    error.issues.map(issue => ({
      path: issue.path.join('.'),
      code: `platform.${issue.code}`,
      message: issue.message,
    })),
  )
}
