import type { Context } from '../../../../platform/context.ts'
import { Refusal } from '../../../../platform/errors.ts'
import { destination, NotReachable } from '../../../../platform/outbound/destination.ts'
import { openNetworks } from '../../../../platform/outbound/networks.ts'
import { CannotOpen } from '../../../../platform/secrets/seal.ts'
import type { ConnectionFailure } from '../../contract/connecting-shapes.ts'
import { CallFailed } from '../connectors/failures.ts'
import type { Connection, Connector, Settings } from '../connectors/port.ts'
import { surroundingsFor } from '../systems/secrets.ts'
import { type Destination, type Ready, readyDestination } from './settings.ts'

/** Milliseconds after which a trial is given up, whatever it was about. */
const patience = 20_000
/** Milliseconds for which a connection is given time to say goodbye. */
const goodbye = 1000

/** Under this name nothing is ever kept there: a trial follows nothing. */
const mark = 'tessera_trial'

export type Tried<T> = { value: T; failure: null } | { value: null; failure: ConnectionFailure }
type Work<T> = (connection: Connection, signal: AbortSignal, connector: Connector) => Promise<T>

/**
 * Opens a connection for a moment and does something over it. Whatever goes wrong on the way is an answer in words; only
 * what was said wrongly is thrown (`Invalid`). No secret is in the answer.
 */
export async function overTrial<T>(ctx: Context, given: Destination, work: Work<T>): Promise<Tried<T>> {
  let ready: Ready | null = null
  try {
    ready = await readyDestination(ctx, given)
    const signal = AbortSignal.timeout(patience)
    await requireOpenWay(ctx, ready)
    return { value: await endedBy(signal, connected(ctx, { ready, work, signal })), failure: null }
  } catch (error) {
    if (error instanceof Refusal) throw error
    return { value: null, failure: failureOf(error, ready?.secrets ?? {}) }
  }
}

async function connected<T>(
  ctx: Context,
  { ready, work, signal }: { ready: Ready; work: Work<T>; signal: AbortSignal },
): Promise<T> {
  const { connector, settings, secrets } = ready
  const connection = await connector.open(
    { ...settings, ...secrets },
    { ...(await surroundingsFor(ctx, mark)), isTrial: true },
  )
  try {
    return await work(connection, signal, connector)
  } finally {
    const closed = connection.close().catch((err: unknown) => {
      ctx.log.debug({ err }, 'The connection of a trial did not close cleanly.')
    })
    await Promise.race([closed, new Promise(resolve => setTimeout(resolve, goodbye).unref())])
  }
}

/** The way is checked beforehand, so that a closed network is told as such and not as silence. */
async function requireOpenWay(ctx: Context, { connector, settings }: Ready): Promise<void> {
  const networks = await openNetworks(ctx)
  for (const address of connector.addresses(settings))
    await destination(address, networks).catch((error: unknown) => {
      throw error instanceof NotReachable ? new ClosedWay(error, address.host) : error
    })
}

class ClosedWay extends Error {
  override readonly name = 'ClosedWay'
  readonly reason: NotReachable
  readonly host: string
  constructor(reason: NotReachable, host: string) {
    super(reason.message)
    this.reason = reason
    this.host = host
  }
}

function failureOf(error: unknown, secrets: Settings): ConnectionFailure {
  const words = error instanceof Error ? error.message : String(error)
  const said = withoutSecrets(words, secrets).slice(0, 500)
  const here = { said, host: null, address: null }
  if (error instanceof ClosedWay) {
    const { code, address } = error.reason
    return { kind: code, said, host: error.host, address }
  }
  if (error instanceof CannotOpen) return { kind: 'secret-lost', ...here }
  const refused = [error, (error as Error)?.cause].find(each => each instanceof NotReachable)
  if (refused) return { kind: refused.code, said, host: null, address: refused.address }
  return { kind: error instanceof CallFailed ? error.kind : 'broken-answer', ...here }
}

/** What others say may repeat what they were sent. */
function withoutSecrets(words: string, secrets: Settings): string {
  return Object.values(secrets)
    .map(String)
    .filter(secret => secret.length >= 3)
    .reduce((text, secret) => text.replaceAll(secret, '•••'), words)
}

/** A connector that does not obey its signal shall not keep anybody waiting. */
function endedBy<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const over = () => reject(new CallFailed('no-answer', `No answer in ${patience / 1000} seconds.`))
    signal.addEventListener('abort', over, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', over))
  })
}
