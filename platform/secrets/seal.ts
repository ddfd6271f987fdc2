import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'

/**
 * Secrets of other systems (passwords, tokens) as they are kept in the database: sealed with AES-256-GCM under a key that is not
 * in there (ASVS 5.0.0-11.3.2, 13.3.1). `purpose` is bound to the text (`purposeOf`): what was sealed for one row cannot be put into another.
 */
export type Sealer = {
  /** `1.<key>.<nonce>.<text and tag>`, base64url. In the transaction that stores it: a change of keys waits for those. */
  seal: (text: string, purpose: string) => string
  /** Throws `CannotOpen` where the key is gone or the text is not what was sealed for this purpose. */
  open: (sealed: string, purpose: string) => string
  /** Whether it was sealed under a key that has been replaced. */
  isOutdated: (sealed: string) => boolean
  /**
   * HMAC-SHA-256 of a text, base64url, under a key made for the purpose from each key of the ring, the newest first: what
   * was stored under an older key is still found. Without the ring nobody can tell of which text it is, not even by trying.
   */
  fingerprints: (text: string, purpose: string) => readonly string[]
}

/** A sealed text cannot be opened; says why without showing anything of it. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen'
  readonly why: 'key-is-gone' | 'not-as-sealed'
  constructor(why: CannotOpen['why'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.why = why
  }
}

const nonceBytes = 12
const tagBytes = 16

/** Seals and opens with the keys of a ring. */
export function sealer(ring: Pick<KeyRing, 'place' | 'all' | 'newest'>): Sealer {
  return {
    seal: (text, purpose) => {
      const key = ring.newest()
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return ['1', nameOfKey(key), nonce.toString('base64url'), body.toString('base64url')].join('.')
    },
    open: (sealed, purpose) => {
      const parts = partsOf(sealed)
      const key = ring.all().find(each => nameOfKey(each) === parts.name)
      if (!key) throw keyIsGone(parts.name, ring.place)
      return opened(parts, key, purpose)
    },
    isOutdated: sealed => partsOf(sealed).name !== nameOfKey(ring.newest()),
    fingerprints: (text, purpose) => {
      const newest = ring.newest()
      return [newest, ...ring.all().filter(key => !key.equals(newest))].map(key =>
        createHmac('sha256', keyFor(key, purpose)).update(text, 'utf8').digest('base64url'),
      )
    },
  }
}

function keyFor(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `tessera fingerprint ${purpose}`, 32))
}

type Parts = { name: string; nonce: Buffer; body: Buffer }

function opened({ nonce, body }: Parts, key: Buffer, purpose: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(body.subarray(-tagBytes))
    return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new CannotOpen(
      'not-as-sealed',
      'This secret is not what was sealed for this place. Enter it anew.',
      {
        cause: error,
      },
    )
  }
}

/** Says which key, and nothing about it. */
export function nameOfKey(key: Buffer): string {
  return createHash('sha256').update('tessera key name').update(key).digest('base64url').slice(0, 8)
}

function keyIsGone(name: string, place: string): CannotOpen {
  return new CannotOpen(
    'key-is-gone',
    `The key ${name} under which this secret was sealed is not in ${place}. Put the key back from its safe place, or enter the secret anew.`,
  )
}

function partsOf(sealed: string): Parts {
  const [form, name, nonce, body, more] = sealed.split('.')
  if (form !== '1' || !name || !nonce || !body || more !== undefined)
    throw new CannotOpen('not-as-sealed', 'This is no sealed secret. Enter it anew.')
  return { name, nonce: Buffer.from(nonce, 'base64url'), body: Buffer.from(body, 'base64url') }
}
