/** A part of the credit for a deal that does not go to its owner: whole per cent. */
export type Share = { userId: string; percent: number }

/** A part of an amount in minor units; `userId` null: of a deal that is nobody's. */
export type Part = { userId: string | null; percent: number; amount: number; passedOn: boolean }

/**
 * Splits an amount: to each who passed the deal on `⌊amount × percent / 100⌋`, the rest to the owner. The parts add up to the whole,
 * so rounding costs nobody but by less than one minor unit for each part, and that is the owner's gain.
 */
export function creditOf(amount: number, owner: string | null, shares: readonly Share[]): Part[] {
  const passed = shares.map(({ userId, percent }) => ({
    userId,
    percent,
    amount: Number((BigInt(amount) * BigInt(percent)) / 100n),
    passedOn: true,
  }))
  const given = passed.reduce((sum, part) => sum + part.amount, 0)
  const percent = passed.reduce((left, part) => left - part.percent, 100)
  return [{ userId: owner, percent, amount: amount - given, passedOn: false }, ...passed]
}
