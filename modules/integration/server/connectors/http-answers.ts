import { CallFailed } from './failures.ts'
import type { Http, HttpAnswer } from './http.ts'
import { exactJson } from './json.ts'

export const isFine = ({ status }: HttpAnswer) => status >= 200 && status < 300

/** JSON of an answer of success; throws `CallFailed` by its status, or `broken-answer` where it is none. */
export function jsonOf(http: Http, answer: HttpAnswer): unknown {
  if (!isFine(answer)) throw failureOf(http, answer)
  const type = answer.headers.get('content-type') ?? ''
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type))
    throw broken(answer, `comes as “${http.clean(type) || 'nothing known'}” and not as JSON`)
  try {
    return exactJson(answer.text)
  } catch {
    throw broken(answer, 'is no valid JSON')
  }
}

export function broken({ asked }: HttpAnswer, what: string): CallFailed {
  return new CallFailed('broken-answer', `The answer to ${asked} ${what}.`)
}

/** Why a question without effect was not answered, by its status (RFC 9110, 15). */
export function failureOf(http: Http, answer: HttpAnswer): CallFailed {
  const { asked, status, headers } = answer
  const reason = reasonOf(http, answer)
  const because = reason ? `: ${reason}` : ''
  const says = `${asked} is answered with ${status}${because}`
  if (status === 401 || status === 403) return new CallFailed('denied', `${says}.`)
  if (status >= 300 && status < 400) {
    const to = hostOf(headers.get('location'))
    return new CallFailed(
      'changed-shape',
      `${asked} is answered with a redirect${to}, which is not followed (${status}).`,
    )
  }
  const wait = waitOf(headers)
  if (status === 429 || (status === 503 && wait))
    return new CallFailed('unreachable', `${says}; it asks to wait${wait ? ` ${wait}` : ''}.`)
  return new CallFailed(status === 408 || status >= 500 ? 'no-answer' : 'changed-shape', `${says}.`)
}

/** The reason as the other system gives it, cleaned and cut; empty where it gives none. */
export function reasonOf(http: Http, answer: HttpAnswer): string {
  return http.clean(saidIn(answer))
}

const wordings = ['detail', 'message', 'title', 'error_description', 'error', 'errors', 'reason', 'msg']

function saidIn({ headers, text }: HttpAnswer): string {
  if (!/json/i.test(headers.get('content-type') ?? '')) return text.slice(0, 5000)
  try {
    return sentence(JSON.parse(text), 0)
  } catch {
    return text.slice(0, 5000)
  }
}

/** RFC 9457, OData and the habits of others: the sentence lies near the surface under one of a few names. */
function sentence(body: unknown, depth: number): string {
  if (typeof body === 'string') return body
  if (body === null || typeof body !== 'object' || depth > 3) return ''
  if (Array.isArray(body))
    return body
      .map(each => sentence(each, depth + 1))
      .filter(Boolean)
      .slice(0, 5)
      .join('; ')
  const named = body as Record<string, unknown>
  for (const name of wordings) {
    const found = sentence(named[name], depth + 1)
    if (found) return found
  }
  return ''
}

function hostOf(location: string | null): string {
  if (!location || !URL.canParse(location)) return ''
  return ` to ${new URL(location).host}`
}

function waitOf(headers: Headers): string {
  const wait = headers.get('retry-after') ?? ''
  if (/^\d{1,9}$/.test(wait)) return `${wait} s`
  const at = Date.parse(wait)
  return Number.isNaN(at) ? '' : `until ${new Date(at).toISOString()}`
}
