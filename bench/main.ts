import { parseArgs } from 'node:util'
import { benchCustomers } from './customers.ts'
import { benchMatching } from './matching.ts'
import { benchSales } from './sales/sales.ts'
import { everySystemDown } from './systems/outage.ts'
import { benchSystems } from './systems/systems.ts'

const usage = `npm run bench -- customers [--persons N] [--organisations N] [--entries N] [--quick] [--fresh] [--no-growth] [--no-browser]
  --quick      2,000 persons and few repetitions: shows that it works, measures nothing
  --fresh      load the generated set again, although one of these sizes is there
  --no-growth  leave out the smaller sizes (a hundredth and a tenth)
  --no-browser leave out the screens
  --cache DIR  keep the generated sets there instead of .cache/bench
npm run bench -- matching [--records N] [--new N] [--quick] [--cache DIR]
  --quick      20,000 records and few repetitions
npm run bench -- systems [--customers N] [--quick] [--fresh] [--cache DIR]
  --quick      300 customers and few repetitions
npm run bench -- systems --outage MINUTES [--customers N]
  --outage     only this: every system is away for so long while people go on working
npm run bench -- sales [--opportunities N] [--quick] [--fresh] [--no-browser] [--cache DIR]
  --quick      4,000 opportunities and few repetitions
`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    persons: { type: 'string' },
    organisations: { type: 'string' },
    entries: { type: 'string' },
    quick: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: true },
    browser: { type: 'boolean', default: true },
    cache: { type: 'string' },
    customers: { type: 'string' },
    records: { type: 'string' },
    new: { type: 'string' },
    outage: { type: 'string' },
    opportunities: { type: 'string' },
  },
})

if (positionals[0] === 'matching') await matching()
else if (positionals[0] === 'systems') await (values.outage === undefined ? systems() : outage())
else if (positionals[0] === 'sales') await sales()
else if (positionals[0] === 'customers') await customers()
else {
  process.stderr.write(usage)
  process.exit(2)
}

async function systems(): Promise<void> {
  const { lines } = await benchSystems({
    customers: countOf('customers', values.customers, values.quick ? 300 : 3_000),
    quick: values.quick,
    fresh: values.fresh,
    ...(values.cache === undefined ? {} : { cache: values.cache }),
  })
  process.exitCode = lines.every(({ within }) => within !== false) ? 0 : 1
}

async function sales(): Promise<void> {
  const { lines } = await benchSales({
    opportunities: countOf('opportunities', values.opportunities, values.quick ? 4_000 : 500_000),
    quick: values.quick,
    fresh: values.fresh,
    browser: values.browser,
    ...(values.cache === undefined ? {} : { cache: values.cache }),
  })
  process.exitCode = lines.every(({ within }) => within !== false) ? 0 : 1
}

async function outage(): Promise<void> {
  const lines = await everySystemDown(
    {
      minutes: countOf('outage', values.outage, 2),
      customers: countOf('customers', values.customers, 500),
    },
    line => process.stderr.write(`  ${line}\n`),
  )
  process.exitCode = lines.every(({ within }) => within !== false) ? 0 : 1
}

async function matching(): Promise<void> {
  const within = await benchMatching({
    records: countOf('records', values.records, values.quick ? 20_000 : 1_000_000),
    fresh: countOf('new', values.new, values.quick ? 200 : 10_000),
    quick: values.quick,
    ...(values.cache === undefined ? {} : { cache: values.cache }),
  })
  process.exitCode = within ? 0 : 1
}

async function customers(): Promise<void> {
  const usual = values.quick
    ? { persons: 2_000, organisations: 400, entries: 20_000 }
    : { persons: 1_000_000, organisations: 200_000, entries: 10_000_000 }
  await benchCustomers({
    sizes: {
      persons: countOf('persons', values.persons, usual.persons),
      organisations: countOf('organisations', values.organisations, usual.organisations),
      entries: countOf('entries', values.entries, usual.entries),
    },
    quick: values.quick,
    fresh: values.fresh,
    growth: values.growth && !values.quick,
    browser: values.browser,
    ...(values.cache === undefined ? {} : { cache: values.cache }),
  })
}

function countOf(name: string, given: string | undefined, usual: number): number {
  if (given === undefined) return usual
  const count = Number(given.replaceAll(/[_,]/g, ''))
  if (Number.isSafeInteger(count) && count > 0) return count
  process.stderr.write(`--${name} is a whole number above 0, not “${given}”.\n${usage}`)
  process.exit(2)
}
