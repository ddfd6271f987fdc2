import { type Random, randomFrom } from '../../../../platform/random.ts'

/** A customer here who stands in the old billing system as well. */
export type Known = {
  id: string
  kind: string
  name: string
  street: string
  postcode: string
  city: string
  country: string
  phone: string | null
}

export type OldCustomer = {
  key: string
  /** The record here; null for one that gets a record of its own. */
  record: string | null
  /** The customer here whom it is about. */
  known: Known
  isOlder: boolean
  values: {
    kind: string
    name: string
    street: string
    postcode: string
    city: string
    country: string
    phone: string | null
    balance: number
    dunning: number
  }
}

export type OldInvoice = {
  key: string
  values: { customer_id: string; date: string; due: string; amount: number; currency: string; state: string }
}

export type OldBooks = { customers: OldCustomer[]; invoices: OldInvoice[] }

const day = 86_400_000
const currencies: Readonly<Record<string, string>> = { NO: 'NOK', SE: 'SEK', DK: 'DKK', DE: 'EUR' }
const formerStreets = ['Gamleveien', 'Industrigata', 'Stasjonsgata', 'Torggata', 'Verkstedveien']

type Telling = { came: readonly Known[]; apart: readonly Known[]; seed: number; today: Date }

/**
 * What the old billing system of the demo company holds, always the same for the same customers, seed and day. `came` were taken over from
 * it when the CRM began, so they are its records; `apart` were entered anew, and stand there a second time.
 */
export function oldBooks({ came, apart, seed, today }: Telling): OldBooks {
  const random = randomFrom(seed)
  const customers = [
    ...came.map((known, at) => customerOf(random, { known, at, record: known.id })),
    ...apart.map((known, at) => customerOf(random, { known, at: came.length + at, record: null })),
  ]
  const invoices = customers.flatMap(customer => invoicesOf(random, customer, today))
  return { customers, invoices: invoices.map((values, at) => ({ key: `R${1_204_000 + at}`, values })) }
}

type One = { known: Known; at: number; record: string | null }

function customerOf(random: Random, { known, at, record }: One): OldCustomer {
  // Who moved told the CRM, and nobody told billing.
  const isOlder = record !== null && at % 6 === 5
  const street = isOlder ? `${random.pick(formerStreets)} ${random.between(1, 80)}` : known.street
  const { kind, postcode, city, country, phone } = known
  return {
    key: String(480_011 + at * 7),
    record,
    known,
    isOlder,
    values: {
      kind,
      // What was opened in the last years came by a form that knows all letters.
      name: record === null ? known.name : asBillingSpells(known.name),
      street,
      postcode,
      city,
      country,
      phone: at % 4 === 3 ? null : phone,
      balance: 0,
      dunning: 0,
    },
  }
}

/** Capitals without accents: its printer of 1998 knew no others. */
export function asBillingSpells(name: string): string {
  return name
    .replace(/[øØ]/g, 'o')
    .replace(/[æÆ]/g, 'ae')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .slice(0, 60)
}

function invoicesOf(random: Random, customer: OldCustomer, today: Date): OldInvoice['values'][] {
  const invoices = Array.from({ length: random.between(3, 6) }, () => {
    const age = random.between(2, 540)
    const left = age > 30 ? (random.chance(0.94) ? 'paid' : 'overdue') : random.chance(0.4) ? 'paid' : 'open'
    return {
      customer_id: customer.key,
      date: dayOf(today, -age),
      due: dayOf(today, 30 - age),
      amount: random.between(900, 480_000) / 10,
      currency: currencies[customer.known.country] ?? 'EUR',
      state: left,
    }
  })
  const unpaid = invoices.filter(({ state }) => state !== 'paid')
  customer.values.balance = Math.round(unpaid.reduce((sum, { amount }) => sum + amount, 0) * 100) / 100
  const overdue = unpaid.filter(({ state }) => state === 'overdue').length
  customer.values.dunning = Math.min(overdue, 2)
  return invoices
}

function dayOf(today: Date, days: number): string {
  return new Date(today.getTime() + days * day).toISOString().slice(0, 10)
}
