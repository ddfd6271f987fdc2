import { setTimeout as sleep } from 'node:timers/promises'
import { CallFailed } from '../connectors/failures.ts'
import type { Connector } from '../connectors/port.ts'
import { rest } from '../connectors/rest/connector.ts'
import { running } from './places.ts'

export const kind = 'demo-legacy'

/**
 * The old billing system of the demo company, spoken with as any other over REST. It has no address that somebody could set, and what is
 * sent goes to the server of this process alone: it is no way into a network.
 */
export const oldSystem: Connector = {
  kind,
  abilities: rest.abilities,
  settings: [{ key: 'company', kind: 'text', required: true }],
  addresses: () => [],
  open: ({ company }, surroundings) =>
    rest.open(
      { document: 'http://127.0.0.1/openapi.json', authentication: 'none', every: 10, compare: 720 },
      { ...surroundings, send: async (url, init) => fetch(await hereFor(String(company), url), init) },
    ),
}

/** When the product starts, whoever follows the system may be there before it. */
const patience = { times: 30, pause: 100 }

async function hereFor(company: string, address: string): Promise<URL> {
  for (let times = 0; !running.has(company) && times < patience.times; times++) await sleep(patience.pause)
  const port = running.get(company)
  if (port === undefined)
    throw new CallFailed(
      'unreachable',
      'The billing system of the demo company is not running in this process.',
    )
  const url = new URL(address)
  url.port = String(port)
  return url
}
