import { hasText } from '../../../../platform/i18n/index.ts'
import type { useT } from '../../../../platform/i18n/react.ts'

/** Kinds of ties between customers, as the API names them. */
export const tieKinds = ['employment', 'membership', 'ownership', 'family', 'partner', 'other'] as const
export type TieKind = (typeof tieKinds)[number]

/** The usual roles of each kind, as pairs: what the other one is to us, and what we are to the other one. */
const pairs: Record<TieKind, readonly (readonly [string, string])[]> = {
  employment: [
    ['employee', 'employer'],
    ['employer', 'employee'],
    ['contact', 'employer'],
  ],
  membership: [
    ['member', 'association'],
    ['association', 'member'],
  ],
  ownership: [
    ['subsidiary', 'parent'],
    ['parent', 'subsidiary'],
    ['owner', 'owned'],
    ['owned', 'owner'],
  ],
  family: [
    ['partner', 'partner'],
    ['child', 'parent-person'],
    ['parent-person', 'child'],
    ['sibling', 'sibling'],
  ],
  partner: [
    ['supplier', 'buyer'],
    ['buyer', 'supplier'],
    ['reseller', 'vendor'],
    ['vendor', 'reseller'],
  ],
  other: [
    ['neighbour', 'neighbour'],
    ['adviser', 'client'],
    ['client', 'adviser'],
  ],
}

/** The roles that are offered for a kind. */
export function rolesOfKind(kind: TieKind): readonly string[] {
  return pairs[kind].map(([role]) => role)
}

/** What this customer is to the other one, where that follows from the role. */
export function reverseRoleOf(role: string): { reverseRole?: string } {
  const pair = Object.values(pairs)
    .flat()
    .find(([one]) => one === role)
  return pair ? { reverseRole: pair[1] } : {}
}

/** Roles of the product are translated, a person's own words stay. */
export function roleWords(role: string, t: ReturnType<typeof useT>): string {
  const key = `customers.tie.role.${role}`
  return hasText(key) ? t(key) : role
}
