import { writeId } from './copy.ts'
import { bits } from './draw.ts'

export type Sizes = { persons: number; organisations: number; entries: number }

/** What all tables of one generated set share. Customers are numbered: persons first, then organisations. */
export type Scene = {
  seed: number
  sizes: Sizes
  customers: number
  /** Ids of all customers, 16 bytes each. */
  ids: Buffer
  users: Buffer
  userCount: number
  units: Buffer
  unitCount: number
  batch: Buffer
  /** Time of the latest entry of each customer, ms since 1970, 0 = none. */
  lastContact: Float64Array
  /** The day on which the set ends. */
  end: number
  createdAt: (customer: number) => number
}

const year = 365 * 86_400_000
const customerYears = 6
/** Ten years of entries and customers never lie in the future of the day the set was made. */
const newest = 86_400_000

/** Lays out ids and times; `users` and `units` are UUIDs that exist already. */
export function sceneOf(
  seed: number,
  sizes: Sizes,
  staff: { users: readonly string[]; units: readonly string[]; batch: string; end: Date },
): Scene {
  const customers = sizes.persons + sizes.organisations
  const end = staff.end.getTime()
  const start = end - customerYears * year
  const span = end - newest - start
  const createdAt = (customer: number) =>
    customer < sizes.persons
      ? start + Math.floor((customer / sizes.persons) * span)
      : start + Math.floor(((customer - sizes.persons) / sizes.organisations) * span)
  const ids = Buffer.alloc(customers * 16)
  for (let row = 0; row < customers; row++) {
    writeId(ids, row * 16, { time: createdAt(row), high: bits(seed, row, 900), low: bits(seed, row, 901) })
  }
  return {
    seed,
    sizes,
    customers,
    ids,
    users: uuidBytes(staff.users),
    userCount: staff.users.length,
    units: uuidBytes(staff.units),
    unitCount: staff.units.length,
    batch: uuidBytes([staff.batch]),
    lastContact: new Float64Array(customers),
    end,
    createdAt,
  }
}

function uuidBytes(ids: readonly string[]): Buffer {
  return Buffer.concat(ids.map(id => Buffer.from(id.replaceAll('-', ''), 'hex')))
}

/** The id of a customer as text. */
export function customerId(scene: Scene, customer: number): string {
  const hex = scene.ids.toString('hex', customer * 16, customer * 16 + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
