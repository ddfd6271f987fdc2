import type { Client } from 'pg'
import { type RowWriter, copyRows } from './copy.ts'
import { bits } from './draw.ts'
import { type Invented, organisationOf, personOf } from './population.ts'
import type { Scene } from './scene.ts'

const customerColumns =
  'id, kind, name, given_name, family_name, job_title, industry, level, language, city, postcode, country, email, phone, ' +
  'owner_id, unit_id, tags, external_id, source, last_contact_at, sort_name, words, created_at, updated_at'
const source = Buffer.from('generated')

/** Customer number `row` of the scene; the same again at every call. */
export function inventedOf(scene: Scene, row: number): Invented {
  const { persons } = scene.sizes
  return row < persons ? personOf(scene.seed, row) : organisationOf(scene.seed, row - persons)
}

/** Streams persons and organisations mixed, in the order of their creation. Entries must be loaded before (last contact). */
export async function loadCustomers(client: Client, scene: Scene): Promise<void> {
  const order = inOrderOfCreation(scene)
  await copyRows(client, `customers.customer (${customerColumns})`, {
    from: 0,
    to: scene.customers,
    write: (out, place) => writeCustomer(out, scene, order[place] as number),
  })
}

/** E-mail, telephone and postal address of each customer that has one. */
export async function loadContactPoints(client: Client, scene: Scene): Promise<void> {
  const order = inOrderOfCreation(scene)
  await copyRows(
    client,
    'customers.contact_point (customer_id, id, kind, value, given, is_primary, address, created_at, updated_at)',
    {
      from: 0,
      to: scene.customers,
      write: (out, place) => {
        const row = order[place] as number
        const invented = inventedOf(scene, row)
        if (invented.email) writePoint(out, scene, { row, kind: 'email', value: invented.email })
        if (invented.phone) writePoint(out, scene, { row, kind: 'phone', value: invented.phone })
        if (invented.street) writeAddress(out, scene, { row, invented, street: invented.street })
      },
    },
  )
}

function writeCustomer(out: RowWriter, scene: Scene, row: number): void {
  const it = inventedOf(scene, row)
  const created = scene.createdAt(row)
  const maybe = (value: string | null) => (value === null ? out.absent() : out.text(value))
  out.row(24)
  out.id(scene.ids, row * 16)
  out.text(it.kind)
  out.text(it.name)
  for (const value of [it.given, it.family, it.jobTitle, it.industry, it.level, it.language]) maybe(value)
  for (const value of [it.city, it.postcode, it.country, it.email, it.phone]) maybe(value)
  if (it.owner < 0) out.absent()
  else out.id(scene.users, (it.owner % scene.userCount) * 16)
  out.id(scene.units, (bits(scene.seed, row, 60) % scene.unitCount) * 16)
  out.bytes(it.tags)
  out.text(`G-${row + 1}`)
  out.bytes(source)
  const last = scene.lastContact[row] as number
  if (last === 0) out.absent()
  else out.time(last)
  out.text(it.sortName)
  out.bytes(it.words)
  out.time(created)
  out.time(Math.max(created, last))
}

function writePoint(out: RowWriter, scene: Scene, point: { row: number; kind: string; value: string }): void {
  const created = scene.createdAt(point.row)
  const salt = point.kind === 'email' ? 61 : 63
  out.row(9)
  out.id(scene.ids, point.row * 16)
  out.newId(created, bits(scene.seed, point.row, salt), bits(scene.seed, point.row, salt + 1))
  out.text(point.kind)
  out.text(point.value)
  out.text(point.value)
  out.yes(true)
  out.absent()
  out.time(created)
  out.time(created)
}

function writeAddress(
  out: RowWriter,
  scene: Scene,
  point: { row: number; invented: Invented; street: string },
): void {
  const { city, postcode, country } = point.invented
  const created = scene.createdAt(point.row)
  const address = { street: point.street, postcode, city, country }
  out.row(9)
  out.id(scene.ids, point.row * 16)
  out.newId(created, bits(scene.seed, point.row, 69), bits(scene.seed, point.row, 70))
  out.text('address')
  out.text(`${point.street}, ${postcode} ${city}`)
  out.absent()
  out.yes(true)
  out.json(Buffer.from(JSON.stringify(address)))
  out.time(created)
  out.time(created)
}

/** Persons and organisations come over the same years; the heap holds them mixed as it would in life. */
function inOrderOfCreation(scene: Scene): Int32Array {
  const { persons, organisations } = scene.sizes
  const order = new Int32Array(scene.customers)
  let person = 0
  let organisation = 0
  for (let place = 0; place < order.length; place++) {
    const takePerson =
      organisation >= organisations || (person < persons && person * organisations <= organisation * persons)
    order[place] = takePerson ? person++ : persons + organisation++
  }
  return order
}
