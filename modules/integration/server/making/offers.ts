import type { Context } from '../../../../platform/context.ts'
import { NotFound } from '../../../../platform/errors.ts'

/** What a value of an offered kind is; a decimal and a moment are texts, as everywhere on the way there. */
export type OfferedKind = 'text' | 'integer' | 'decimal' | 'date' | 'moment'

/** A field that can be filled over there; `label` is a key of texts. */
export type OfferedField = {
  key: string
  label: string
  kind: OfferedKind
  /** No two records have the same: by it a record is found again over there. */
  unique?: true
  /** What fields are often called over there that hold this, in lower case without blanks and underscores; for suggestions. */
  called: readonly string[]
}

export type OfferedValues = Readonly<Record<string, string | number | null>>

/** A record of an offered kind, as it is to be made over there. */
export type OfferedRecord = {
  customerId: string
  id: string
  /** What people call it, in lists. */
  title: string
  values: OfferedValues
  lines: readonly OfferedValues[]
}

/**
 * A kind of record that a module after this one lets be made in other systems: what it consists of, and how it is read. Nothing else is
 * known of it here.
 */
export type MakingOffer = {
  /** `module.kind` */
  kind: string
  /** Key of texts: what one of them is called. */
  label: string
  fields: readonly OfferedField[]
  lines: readonly OfferedField[]
  /** Records by customer and id, whoever asks; those that are not there any more are left out. */
  read: (ctx: Context, asked: { customerId: string; ids: readonly string[] }) => Promise<OfferedRecord[]>
  /** Any one that the actor may see, for a preview; null where there is none. */
  sample: (ctx: Context) => Promise<OfferedRecord | null>
  /** Which of these the actor may see: what is to be made is as visible as the record itself. */
  seen: (ctx: Context, ids: readonly string[]) => Promise<ReadonlySet<string>>
}

const offers = new Map<string, MakingOffer>()

/** Says, once at start, that records of a kind may be made in other systems. */
export function offerToMake(offer: MakingOffer): void {
  offers.set(offer.kind, offer)
}

export function makingOffers(): MakingOffer[] {
  return [...offers.values()]
}

/** The offer of this kind; throws `NotFound`. */
export function offerOf(kind: string): MakingOffer {
  const offer = offers.get(kind)
  if (!offer) throw new NotFound('making')
  return offer
}
