import { createHash, randomBytes } from 'node:crypto'

/** A secret for a link or a key: 256 random bits, base64url. It is shown once; only its hash is kept. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * SHA-256 of a random secret, as kept in the database. A slow hash would add nothing: 256 random bits cannot be
 * guessed, and looking up a hash in an index tells an attacker nothing about the secret by its timing.
 */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
