import { chownSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTable } from '../../../../../../platform/transfer/readers/reader.ts'
import { csvRecord } from '../../../../../../platform/transfer/writers/csv.ts'

const columns = ['id', 'name', 'address', 'country'] as const
type Column = (typeof columns)[number]
type Customer = Record<Column, string | null>

/** A line of a delta may say that a record is gone. */
const deltaColumns = [...columns, 'op']

/** What stands in the settings about its files. */
export const customersOfTheOtherSide = {
  name: 'customers',
  full: 'customers-*.csv',
  delta: 'customers-delta-*.csv',
  key: ['id'],
  delete: { column: 'op', values: ['D'] },
}

export type OtherSide = ReturnType<typeof otherSide>

/**
 * A system that gives out its customers as files in a folder, every fifth one full and those between deltas, takes changes from
 * `out/` and acknowledges them in `ack/`. It checks what the writer expected, and has room for fifteen letters of a country.
 */
export function otherSide(folder: string) {
  const customers = new Map<string, Customer>()
  let files = 0
  let lastId = 100
  let isBusy = false
  for (const below of ['out', 'ack']) {
    mkdirSync(join(folder, below))
    // Where an SFTP server serves for somebody else it must be able to write there.
    const { uid, gid } = statSync(folder)
    if (process.getuid?.() === 0) chownSync(join(folder, below), uid, gid)
  }

  const put = (name: string, content: string) => {
    writeFileSync(join(folder, `${name}.part`), content)
    renameSync(join(folder, `${name}.part`), join(folder, name))
  }
  const publish = (changed: string) => {
    const number = String(++files).padStart(4, '0')
    if (files % 5 === 1) {
      const rows = [...customers.values()].map(customer =>
        csvRecord(
          columns.map(name => customer[name]),
          asIs,
        ),
      )
      put(`customers-${number}.csv`, csvRecord(columns, asIs) + rows.join(''))
    } else {
      const customer = customers.get(changed)
      const row = customer ? [...columns.map(name => customer[name]), 'U'] : [changed, null, null, null, 'D']
      put(`customers-delta-${number}.csv`, csvRecord(deltaColumns, asIs) + csvRecord(row, asIs))
    }
  }
  const add = () => {
    const id = String(++lastId)
    customers.set(id, { id, name: `New ${id}`, address: 'x', country: 'NL' })
    return id
  }
  for (let at = 0; at < 20; at++) add()
  publish('')

  const decide = async (file: string): Promise<[ending: string, text: string]> => {
    const order = await readOrder(join(folder, 'out', file))
    const customer = customers.get(order['key id'] ?? '')
    const told = (kind: string) =>
      columns
        .filter(name => `${kind} ${name}` in order)
        .map(name => [name, order[`${kind} ${name}`] ?? null] as const)
    if (!customer || told('expected').some(([name, value]) => customer[name] !== value))
      return ['conflict', '']
    if (told('set').some(([name, value]) => name === 'country' && (value?.length ?? 0) > 15))
      return ['refused', 'The country has more than 15 letters.']
    for (const [name, value] of told('set')) customer[name] = value
    publish(customer.id as string)
    return ['ok', '']
  }
  const work = async () => {
    if (isBusy) return
    isBusy = true
    try {
      for (const file of readdirSync(join(folder, 'out')).filter(name => name.endsWith('.csv'))) {
        const [ending, text] = await decide(file)
        put(join('ack', `${file.slice(0, -'.csv'.length)}.${ending}`), text)
        rmSync(join(folder, 'out', file))
      }
    } catch (error) {
      // The whole folder may be away for a while.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    } finally {
      isBusy = false
    }
  }
  const clock = setInterval(() => void work(), 15)

  return {
    add: async () => {
      const id = add()
      publish(id)
      return id
    },
    change: async (id: string, address: string | null) => {
      ;(customers.get(id) as Customer).address = address
      publish(id)
    },
    remove: async (id: string) => {
      customers.delete(id)
      publish(id)
    },
    end: () => clearInterval(clock),
  }
}

const asIs = { neutraliseFormulas: false }

/** The one record of an order, by the names of its columns. */
async function readOrder(path: string): Promise<Record<string, string | null>> {
  const told = { headerRow: 1, headerRows: 1, preambleRows: 0, delimiter: ',', quote: '"' }
  const table = await openTable(path, { name: path, dialect: told })
  for await (const [row] of table.rows())
    return Object.fromEntries(table.columns.map((name, at) => [name, row?.cells[at] ?? null]))
  throw new Error(`${path} has no record.`)
}
