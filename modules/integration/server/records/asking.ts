import type { Context } from '../../../../platform/context.ts'
import { CallFailed } from '../connectors/failures.ts'
import type { RemoteRecord } from '../connectors/port.ts'
import type { Purpose } from '../calls/limits.ts'
import type { JoinedObject } from '../systems/system.ts'
import type { OpenSystem } from '../systems/opened.ts'
import { isWaitedFor, patienceWith, remembering } from './patience.ts'

/** Records of one object that are asked for. */
export type Question = { open: OpenSystem; object: JoinedObject; keys: readonly string[] }

/** What a system said: the records it has among those that were asked for. */
export type Told = { objectId: string; systemId: string; askedAt: Date; records: RemoteRecord[] }

/** `told` is null where nothing came of it; it never fails. */
export type Asked = { systemId: string; waitedFor: boolean; told: Promise<Told | null> }

/**
 * Asks a system, all keys of an object in one call. One that answers in time is waited for. One that lately did not is asked all the
 * same, so that it is found well again as soon as it is; but only once at a time, whoever looks.
 */
export function ask(ctx: Pick<Context, 'log'>, question: Question): Asked {
  const { guard, system } = question.open
  const waitedFor = isWaitedFor(guard)
  const call = waitedFor ? send(question, 'page') : sendAside(question)
  const told = call.catch((error: unknown) => {
    if (!(error instanceof CallFailed)) throw error
    ctx.log.debug(
      { system: system.name, kind: error.kind, reason: error.message },
      'A page did without an answer.',
    )
    return null
  })
  return {
    systemId: system.id,
    waitedFor,
    told: told.catch((err: unknown) => {
      ctx.log.error({ err, system: system.name }, 'Asking a system failed on our side.')
      return null
    }),
  }
}

type UnderWay = { keys: ReadonlySet<string>; told: Promise<Told> }

/** Questions that are not answered yet, by object. */
const underWay = new Map<string, Set<UnderWay>>()

/** The answer to a question that holds this one. */
function asking({ object, keys }: Question): Promise<Told> | undefined {
  return underWay
    .get(object.id)
    ?.values()
    .find(one => keys.every(key => one.keys.has(key)))?.told
}

function send(question: Question, purpose: Purpose): Promise<Told> {
  const { id } = question.object
  const told = sendNow(question, purpose)
  const one = { keys: new Set(question.keys), told }
  const all = underWay.get(id) ?? new Set()
  underWay.set(id, all.add(one))
  const over = () => {
    all.delete(one)
    if (all.size === 0) underWay.delete(id)
  }
  told.then(over, over)
  return told
}

function sendNow({ open, object, keys }: Question, purpose: Purpose): Promise<Told> {
  const askedAt = new Date()
  const same = `${object.id}:${object.version}:${JSON.stringify(keys)}`
  return remembering(open.guard, async () => {
    const records = await open.guard.call({ purpose, same }, async signal => {
      const connection = await open.connection()
      return connection.read({ object: object.shape, keys }, signal)
    })
    // What nobody asked for is a wrong answer, and no reason to believe it.
    const wanted = new Set(keys)
    return {
      objectId: object.id,
      systemId: open.system.id,
      askedAt,
      records: records.filter(({ key }) => wanted.has(key)),
    }
  })
}

type Gathering = { keys: Set<string>; told: PromiseWithResolvers<Told> }
type Aside = { next: Gathering | null }

/** By object. */
const aside = new Map<string, Aside>()
/** So many records at most in one question to a system that is not well. */
const mostAside = 16

/**
 * A system that is slow or sick gets one question of each object at a time. What is asked for meanwhile, on whichever pages, waits
 * together for the next one; where the system fails it is dropped, since somebody will look again.
 */
function sendAside(question: Question): Promise<Told> {
  const { object, keys } = question
  const known = asking(question)
  if (known) return known
  const running = aside.get(object.id)
  if (!running) return startAside(question)
  running.next ??= { keys: new Set(), told: Promise.withResolvers() }
  for (const key of keys) if (running.next.keys.size < mostAside) running.next.keys.add(key)
  return running.next.told.promise
}

function startAside({ open, object, keys }: Question): Promise<Told> {
  const some = keys.slice(0, mostAside)
  const told = send({ open, object, keys: some }, purposeFor(open))
  const running: Aside = { next: null }
  aside.set(object.id, running)
  told.then(
    () => {
      aside.delete(object.id)
      if (running.next) running.next.told.resolve(startAside({ open, object, keys: [...running.next.keys] }))
    },
    (error: unknown) => {
      aside.delete(object.id)
      running.next?.told.reject(error)
    },
  )
  return told
}

/** One that does not answer within the time of a page gets that of work in the background, or nothing would ever be mended. */
function purposeFor({ guard }: OpenSystem): Purpose {
  const { took, silent } = patienceWith(guard)
  const tooSlow = silent ? silent.because === 'no-answer' : (took ?? 0) > 200
  return tooSlow ? 'background' : 'page'
}
