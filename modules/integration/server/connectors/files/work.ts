import type { Logger } from 'pino'
import { CallFailed } from '../failures.ts'
import type { RemoteObject } from '../port.ts'
import { type Arrivals, arrivals } from './arriving.ts'
import type { Joined } from './entries.ts'
import { type Memory, memory } from './layers.ts'
import { picked } from './names.ts'
import type { Plan } from './settings.ts'
import { type State, stateNow } from './state.ts'
import type { Found, Reach, Store } from './store.ts'

/** What all calls of one connection share. */
export type Work = { store: Store; plan: Plan; memory: Memory; arrivals: Arrivals; log: Logger }

export function workWith(store: Store, plan: Plan, log: Logger): Work {
  // What has settled was seen long enough before it is read.
  const isCoarse = store.isCoarse && plan.arrival !== 'settled'
  return { store, plan, memory: memory(isCoarse), arrivals: arrivals(plan), log }
}

/** The object with the way to read its files; throws `changed-shape` where the settings do not know it any more. */
export function joinedOf({ plan }: Work, object: RemoteObject): Joined {
  const definition = plan.definitions.find(({ name }) => name === object.name)
  if (definition) return { object, definition }
  throw new CallFailed('changed-shape', `The settings describe no object “${object.name}” any more.`)
}

/** The whole files that lie there now. */
export async function lyingNow({ arrivals: seen, memory: { known } }: Work, reach: Reach): Promise<Found[]> {
  const lying = await seen.complete(reach)
  known.keepOnly(lying)
  return lying
}

/** The state of an object as its files are now. To be released. */
export async function currentState(work: Work, reach: Reach, object: RemoteObject): Promise<State> {
  const joined = joinedOf(work, object)
  const files = picked(await lyingNow(work, reach), joined.definition)
  return stateNow(work.memory, reach, { joined, files })
}
