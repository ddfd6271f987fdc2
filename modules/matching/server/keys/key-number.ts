import { hash } from 'node:crypto'

/**
 * A match key as a number that PostgreSQL and JavaScript both hold exactly (53 bits). Two keys that meet by chance make a
 * candidate that the comparison throws out; among ten million keys that happens about five times in a thousand.
 */
export function keyNumber(key: string): number {
  const digest = hash('sha1', key, 'buffer')
  return digest.readUIntBE(0, 6) * 32 + ((digest[6] as number) & 31)
}
