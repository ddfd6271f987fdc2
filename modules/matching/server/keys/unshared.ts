import type { Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { type Features, keysOf } from '../engine/index.ts'
import { keyNumber } from './key-number.ts'

/** Traits of which one value is a whole match key, and the key's code. */
const codes = { emails: 'em', phones: 'ph', mailbox: 'mb' } as const
type Shareable = keyof typeof codes
const shareable = Object.keys(codes) as Shareable[]

const sharedText = keptPlan(
  'select distinct w.label from unnest($1::bigint[], $2::text[]) w(key, label) join matching.shared_key s on s.key = w.key',
)

/**
 * The same records without mailboxes and numbers that too many share: what is no one's says nothing about who it is. Of two
 * that are compared it is enough to ask it of one.
 */
export async function withoutShared(db: Db, records: readonly Features[]): Promise<Features[]> {
  const starts = Object.values(codes).map(code => `${code}:`)
  const labels = records.flatMap(keysOf).filter(label => starts.some(start => label.startsWith(start)))
  if (labels.length === 0) return [...records]
  const found = await rows<{ label: string }>(db, sharedText, [labels.map(keyNumber), labels])
  if (found.length === 0) return [...records]
  const shared = new Set(found.map(({ label }) => label))
  return records.map(record => without(record, shared))
}

function without(record: Features, shared: ReadonlySet<string>): Features {
  const traits = { ...record.traits }
  for (const trait of shareable) {
    const values = [traits[trait] ?? []].flat() as string[]
    const own = values.filter(value => !keysOf(alone(record, trait, value)).some(label => shared.has(label)))
    if (own.length === values.length) continue
    traits[trait] = trait === 'mailbox' || own.length === 0 ? null : own
    // The mailbox is that of the first address.
    if (trait === 'emails') traits.mailbox = null
  }
  return { ...record, traits }
}

const alone = ({ id, kind }: Features, trait: Shareable, value: string): Features => ({
  id,
  kind,
  traits: { [trait]: trait === 'mailbox' ? value : [value] },
})
