import { hashPassword } from 'better-auth/crypto'
import { invalid } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import type { StaffDb } from './tables.ts'
import { leakedPasswords } from './weak-passwords.ts'

export const shortestPassword = 12
export const longestPassword = 128

/**
 * Refuses a password that is too short, too long, or among the first that an attacker tries (OWASP ASVS 5.0.0
 * v5.0.0-6.2.1, 6.2.4, 6.2.11). There are no rules about kinds of characters: they make passwords worse.
 */
export function assertGoodPassword(password: string, owner: { email: string; name: string }): void {
  const length = Array.from(password).length
  if (length < shortestPassword || length > longestPassword) {
    throw invalid(
      'password',
      'staff.password-length',
      `The password has ${length} characters; it needs ${shortestPassword} to ${longestPassword}.`,
      { shortest: shortestPassword, longest: longestPassword },
    )
  }
  if (isEasilyGuessed(password.toLowerCase(), owner)) {
    throw invalid(
      'password',
      'staff.password-guessable',
      'This password is among the first that an attacker would try. Take several unrelated words.',
    )
  }
}

function isEasilyGuessed(password: string, owner: { email: string; name: string }): boolean {
  const core = password.replace(/[^\p{L}]+$/u, '').replace(/^[^\p{L}]+/u, '')
  if (leakedPasswords.has(password) || leakedPasswords.has(core)) return true
  if (new Set(password).size < 5 || isRun(password)) return true
  const own = [
    owner.email.toLowerCase(),
    owner.email.toLowerCase().split('@')[0] ?? '',
    owner.name.toLowerCase(),
  ]
  const bare = password.replace(/[^\p{L}]/gu, '')
  return [...own.map(word => word.replace(/[^\p{L}]/gu, '')), 'tessera', 'tesseratessera'].includes(bare)
}

/** Whether each character follows the one before: 123456789012, abcdefghijkl. */
function isRun(password: string): boolean {
  const steps = Array.from(password)
    .slice(1)
    .map((letter, i) => letter.charCodeAt(0) - password.charCodeAt(i))
  return steps.filter(step => Math.abs(step) === 1).length >= steps.length - 2
}

/** Sets the password of a user, creating the password account if there is none; the caller has checked the right to. */
export async function storePassword(db: StaffDb, userId: string, password: string): Promise<void> {
  const hash = await hashPassword(password)
  await db
    .insertInto('staff.account')
    .values({ id: newId(), user_id: userId, account_id: userId, provider_id: 'credential', password: hash })
    .onConflict(conflict =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: hash, updated_at: new Date() }),
    )
    .execute()
}
