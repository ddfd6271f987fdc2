import { type RestSystem, startRestSystem } from '../../testing/systems/rest/server.ts'
import type { Stage } from './contract-suite.ts'
import type { Settings } from './port.ts'

/** The stage of connectors over HTTP: one system with customers, which each asks in its own way. */
export async function httpStage(
  part: Pick<Stage, 'connector' | 'object'> & { settingsOf: (system: RestSystem) => Settings },
): Promise<Stage> {
  const system = await startRestSystem()
  const { store } = system
  for (let number = 1; number <= 230; number++)
    store.create({ name: `Customer ${number}`, city: 'Cork', email: null, balance: number / 100 })
  const rowOf = (key: string) => store.find(Number(key)) as NonNullable<ReturnType<typeof store.find>>
  const settings = {
    ...part.settingsOf(system),
    authentication: 'bearer',
    secret: system.token,
    every: 0.02,
  }
  return {
    connector: part.connector,
    settings,
    strangers: { ...settings, secret: 'wrong' },
    object: part.object,
    text: 'city',
    refused: { field: 'name', value: 'x'.repeat(500) },
    outside: {
      add: () => Promise.resolve(String(store.create({ name: 'New', city: 'x' }).id)),
      change: (key, text) => Promise.resolve(void store.change(rowOf(key), { city: text })),
      remove: key => Promise.resolve(void store.remove(rowOf(key))),
    },
    system,
    marks: false,
    remove: system.remove,
  }
}
