import { startRestSystem } from '../../../testing/systems/rest/server.ts'
import { connectorSuite, type Stage } from '../contract-suite.ts'
import { rest } from './connector.ts'

connectorSuite('REST', null, async (): Promise<Stage> => {
  const system = await startRestSystem()
  const { store } = system
  for (let number = 1; number <= 230; number++)
    store.create({ name: `Customer ${number}`, city: 'Cork', email: null, balance: number / 100 })
  const rowOf = (key: string) => store.find(Number(key)) as NonNullable<ReturnType<typeof store.find>>
  const settings = {
    document: `${system.url}/openapi.json`,
    authentication: 'bearer',
    secret: system.token,
    every: 0.02,
  }
  return {
    connector: rest,
    settings,
    strangers: { ...settings, secret: 'wrong' },
    object: 'customers',
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
})
