import { createHash } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import SftpClient from 'ssh2-sftp-client'
import { connectThrough } from '../../../../../platform/outbound/connect.ts'
import { CallFailed } from '../failures.ts'
import type { Finding, Settings } from '../port.ts'

/** The questions of SFTP, each with a callback. */
export type Sftp = Awaited<ReturnType<SftpClient['connect']>>
type Question<T> = (sftp: Sftp, done: Answer<T>) => void
type Answer<T> = (error: Error | null | undefined, answer: T) => void
/** `waiting`: who is to be told when no answer will come. */
type Open = { sftp: Sftp; waiting: Set<Fail> }
type Fail = (error: unknown) => void

/** One SSH connection to a server, made when it is needed and made anew when it was lost. */
export function sftpLine(settings: Settings, lookup?: LookupFunction) {
  let opening: Promise<Open> | null = null
  let current: SftpClient | null = null
  let isClosed = false
  const connected = async (): Promise<Open> => {
    if (isClosed) throw new CallFailed('unreachable', 'The connection was closed.')
    if (opening) return opening
    const forget = () => {
      if (opening === made) opening = null
    }
    const made = connect(settings, {
      lookup,
      begun: client => {
        current = client
      },
      lost: forget,
    })
    opening = made
    made.catch(forget)
    return made
  }
  return {
    /** Asks one question of the server. */
    ask: async <T>(question: Question<T>): Promise<T> => {
      const open = await connected()
      return answerOf(open, question)
    },
    /** What is wrong with the key by which the server is known; null where it is the right one. */
    hostKeyFinding: async (): Promise<Finding | null> => {
      try {
        await connected()
        return null
      } catch (error) {
        if (error instanceof StrangeHost) return error.finding
        throw error
      }
    },
    close: () => {
      isClosed = true
      if (current) hangUp(current)
    },
  }
}

/** The answer, or the failure of the connection where that comes first. */
function answerOf<T>({ sftp, waiting }: Open, question: Question<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail: Fail = error => {
      waiting.delete(fail)
      reject(asking(error))
    }
    waiting.add(fail)
    try {
      question(sftp, (error, given) => {
        if (error) return fail(error)
        waiting.delete(fail)
        resolve(given)
      })
    } catch (error) {
      fail(error)
    }
  })
}

/** The server shows another key than the one that is known, or none is known yet. */
class StrangeHost extends CallFailed {
  readonly finding: Finding
  constructor(finding: Finding, message: string) {
    super('denied', message)
    this.finding = finding
  }
}

/** The fingerprint of a key as `ssh-keygen -l` shows it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

/** `known`: a fingerprint, or the key itself as it stands in `known_hosts`. */
function strangeness(key: Buffer, known: string): StrangeHost | null {
  const fingerprint = fingerprintOf(key)
  if (known === fingerprint || known.split(/\s+/).includes(key.toString('base64'))) return null
  const message =
    known === ''
      ? `The server shows the key ${fingerprint}. Compare it with what its administrator says and enter it as host key.`
      : `The server shows the key ${fingerprint}, which is not the one that is known.`
  const code = known === '' ? 'host-key-unknown' : 'host-key-changed'
  return new StrangeHost({ code, level: 'wrong', params: { fingerprint } }, message)
}

type Told = { lookup: LookupFunction | undefined; begun: (client: SftpClient) => void; lost: () => void }

async function connect(settings: Settings, { lookup, begun, lost }: Told): Promise<Open> {
  const shown: { strange: StrangeHost | null } = { strange: null }
  const waiting = new Set<Fail>()
  const over = () => {
    lost()
    hangUp(client)
    for (const fail of waiting) fail(new CallFailed('no-answer', 'The server has ended the connection.'))
  }
  // Without listeners of ours it prints to the console.
  const client = new SftpClient('tessera', { error: over, end: over, close: over })
  begun(client)
  const address = { host: String(settings.host), port: Number(settings.port || 22) }
  const sock = connectThrough(address, lookup)
  sock.on('error', () => {})
  try {
    const sftp = await client.connect({
      ...address,
      sock,
      username: String(settings.user),
      ...(settings.password ? { password: String(settings.password) } : {}),
      ...(settings.privateKey ? { privateKey: String(settings.privateKey) } : {}),
      ...(settings.passphrase ? { passphrase: String(settings.passphrase) } : {}),
      readyTimeout: 10_000,
      keepaliveInterval: 5000,
      keepaliveCountMax: 3,
      hostVerifier: (key: Buffer) => {
        shown.strange = strangeness(key, String(settings.hostKey ?? '').trim())
        return shown.strange === null
      },
    })
    // Small questions wait for each other otherwise: 45 ms each instead of 1, measured with OpenSSH 9.2.
    sshOf(client).setNoDelay(true)
    // The half that serves files may end alone.
    sftp.on('close', over)
    return { sftp, waiting }
  } catch (error) {
    hangUp(client)
    // Where a key could not be read the library has not taken it yet.
    sock.destroy()
    throw shown.strange ?? connecting(error)
  }
}

/** The library below, which the types leave out. */
type Ssh = {
  destroy: () => void
  setNoDelay: (is: boolean) => void
  on: (event: 'error', ignore: () => void) => void
}

function sshOf(client: SftpClient): Ssh {
  return (client as unknown as { client: Ssh }).client
}

/** At once: a polite end waits for a server that may say nothing. */
function hangUp(client: SftpClient): void {
  const ssh = sshOf(client)
  ssh.on('error', () => {})
  ssh.destroy()
}

function connecting(error: unknown): CallFailed {
  const { message } = error as Error
  if (/authentication methods failed/i.test(message))
    return new CallFailed('denied', 'The server does not let this account in.', { cause: error })
  if (/cannot parse privateKey|passphrase|bad decrypt/i.test(message))
    return new CallFailed('denied', 'The private key cannot be read; check it and its passphrase.')
  return new CallFailed('unreachable', message, { cause: error })
}

/** Status codes of SFTP, draft-ietf-secsh-filexfer-02, section 7. */
function asking(error: unknown): CallFailed {
  if (error instanceof CallFailed) return error
  const { code, message } = error as { code?: unknown; message: string }
  if (code === 3)
    return new CallFailed('denied', `The account may not do this on the server: ${message}`, { cause: error })
  if (code === 2)
    return new CallFailed('unreachable', 'A file or folder on the server is not there.', { cause: error })
  return new CallFailed('no-answer', message, { cause: error })
}
