import { CallFailed } from '../failures.ts'
import { type Http, type HttpAnswer, httpOf, type Send } from '../http.ts'
import { failureOf, jsonOf } from '../http-answers.ts'
import { urlOf } from '../http-settings.ts'
import { careful, unlessGivenUp } from '../lockout.ts'
import type { Settings } from '../port.ts'

/** JSON-RPC of one database of a Tryton, under the name of our account there. */
export type Erp = {
  /** The result of a method; throws `ErpRefusal` where Tryton says no. The last parameter of a model's method is its context. */
  call: (method: string, params: readonly unknown[], signal: AbortSignal) => Promise<unknown>
  /** What Tryton has to know of our account with each call to a model: its company, its language. */
  context: (signal: AbortSignal) => Promise<Record<string, unknown>>
  /** Version of the server. */
  version: (signal: AbortSignal) => Promise<string>
  account: string
  /** Ends the session there. */
  close: () => Promise<void>
}

/** A no of Tryton to one call; nothing has happened there. `title` is the name of its exception where it has one. */
export class ErpRefusal extends Error {
  override readonly name = 'ErpRefusal'
  readonly title: string
  constructor(title: string, message: string) {
    super(message)
    this.title = title
  }
}

type Session = { authorization: string; context: Record<string, unknown> }

const sessionOver = Symbol('the session is over')

export function erpOf(settings: Settings, send: Send = fetch): Erp {
  const base = urlOf(settings, 'url')
  const url = new URL(`/${encodeURIComponent(String(settings.database))}/`, base)
  const user = String(settings.user)
  const password = String(settings.password ?? '')
  // Grows by the sessions: what they are called opens the door as a password does.
  const secrets = password ? [password] : []
  const http = httpOf({
    origins: [url.origin],
    headers: { 'content-type': 'application/json' },
    secrets,
    send,
  })
  const post = async (call: Call, authorization: string | null, signal: AbortSignal) =>
    answered(http, await http.ask(questionOf(url, call, authorization), signal))

  const enter = careful(async (): Promise<Session> => {
    // Not the signal of one who waits for it: others wait too.
    const signal = AbortSignal.timeout(15_000)
    const login = { method: 'common.db.login', params: [user, { password }, 'en'] }
    const entered = await post(login, null, signal)
    if (entered === sessionOver || !Array.isArray(entered)) throw notLetIn(user)
    const authorization = `Session ${Buffer.from(`${user}:${entered.join(':')}`).toString('base64')}`
    secrets.push(String(entered[1]), authorization.slice(8))
    const preferences = { method: 'model.res.user.get_preferences', params: [true, {}] }
    return { authorization, context: contextOf(await post(preferences, authorization, signal)) }
  })
  const sessions = sharedSession(enter)
  const call: Erp['call'] = async (method, params, signal) => {
    for (let renewed = false; ; renewed = true) {
      const mine = sessions.current()
      const { authorization } = await unlessGivenUp(signal, mine)
      const answer = await post({ method, params }, authorization, signal)
      if (answer !== sessionOver) return answer
      // Nothing has happened: Tryton looks at the session before anything else.
      if (renewed) throw notLetIn(user)
      sessions.forget(mine)
    }
  }
  return {
    account: user,
    call,
    context: async signal => (await unlessGivenUp(signal, sessions.current())).context,
    version: async signal =>
      String(answered(http, await http.ask(questionOf(new URL('/', url), versionCall, null), signal))),
    close: async () => {
      const last = await sessions.last()?.catch(() => null)
      const logout = { method: 'common.db.logout', params: [] }
      if (last) await post(logout, last.authorization, AbortSignal.timeout(2000)).catch(() => {})
      http.close()
    },
  }
}

/** One session for all calls; whoever meets its end has it renewed for the others too. */
function sharedSession(enter: () => Promise<Session>) {
  let session: Promise<Session> | null = null
  const forget = (mine: Promise<Session>) => {
    if (session === mine) session = null
  }
  return {
    forget,
    last: () => session,
    current: () => {
      const mine = (session ??= enter())
      mine.catch(() => forget(mine))
      return mine
    },
  }
}

function notLetIn(user: string): CallFailed {
  return new CallFailed(
    'denied',
    `Tryton does not let the account “${user}” in: its name or its password is wrong.`,
  )
}

type Call = { method: string; params: readonly unknown[] }

const versionCall: Call = { method: 'common.server.version', params: [] }

function questionOf(url: URL, { method, params }: Call, authorization: string | null) {
  const body = JSON.stringify({ id: 1, method, params })
  return { url, method: 'POST' as const, body, headers: authorization ? { authorization } : {} }
}

/** What an answer says. A no of the ERP comes with status 200; one of its door with 401, with 429 after many of those. */
function answered(http: Http, answer: HttpAnswer): unknown {
  if (answer.status === 401) return sessionOver
  if (answer.status === 429)
    throw new CallFailed(
      'denied',
      'Tryton holds our account back, since it was tried too often with a wrong password.',
    )
  if (answer.status === 404)
    throw new CallFailed('changed-shape', 'There is no database of this name at this address.')
  if (answer.status !== 200) throw failureOf(http, answer)
  const { result, error } = jsonOf(http, answer) as { result?: unknown; error?: unknown }
  if (error === undefined || error === null) return result
  throw refusalOf(http, error)
}

/** `[name, message]`, where the message of people's errors is a list of its own: `[message, description, …]`. */
function refusalOf(http: Http, error: unknown): ErpRefusal {
  const [title, said] = Array.isArray(error) ? (error as unknown[]) : [error]
  const name = String(title)
  if (name === 'UserError' && Array.isArray(said))
    return new ErpRefusal(name, sentence(http, said.slice(0, 2)))
  // The name of a warning comes first; it says nothing to people.
  if (name === 'UserWarning' && Array.isArray(said))
    return new ErpRefusal(name, sentence(http, said.slice(1, 3)))
  if (typeof said === 'string' && name === 'ConcurrencyException')
    return new ErpRefusal(name, sentence(http, [said]))
  // Errors of its own program come without a name, and what follows is where in the program it was.
  return new ErpRefusal('', sentence(http, [name]))
}

function sentence(http: Http, parts: readonly unknown[]): string {
  return http.clean(parts.filter(part => typeof part === 'string' && part !== '').join(' '))
}

/** Inactive records are records; so they are asked for as well. */
function contextOf(preferences: unknown): Record<string, unknown> {
  const own = typeof preferences === 'object' && preferences !== null ? preferences : {}
  return { ...own, active_test: false }
}
