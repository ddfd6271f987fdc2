import type { Caller, TestApp } from '../../../../app/testing.ts'
import { outboundContract } from '../../../../platform/outbound/contract.ts'
import { integrationContract } from '../../contract.ts'
import type { FoundObject, Join, ObjectLook } from '../../contract/connecting-shapes.ts'
import { loadOldCompany, settingsOfPostgres } from '../../testing/systems/old-company.ts'
import { type OtherPostgres, startOtherPostgres } from '../../testing/systems/postgres.ts'

export type Destination = {
  kind: string
  settings: Record<string, string | number>
  secrets: Record<string, string>
}

/** Another PostgreSQL with the data of an old company, and how one would say where it is. */
export async function oldCompany(): Promise<{ server: OtherPostgres; destination: Destination }> {
  const server = await startOtherPostgres()
  try {
    await loadOldCompany(server)
    return { server, destination: { kind: 'postgres', ...settingsOfPostgres(server.url) } }
  } catch (error) {
    await server.remove()
    throw error
  }
}

/** Opens this machine to connections, as an administrator does. */
export async function openLoopback(app: TestApp): Promise<void> {
  await app.people.administrator.call(outboundContract.setNetworks, { body: { networks: ['127.0.0.1/32'] } })
}

/** Objects as a newcomer joins them who takes every suggestion. */
export async function suggested(
  caller: Caller,
  destination: Destination,
  names: readonly string[],
): Promise<Join[]> {
  const { objects } = await caller.call(integrationContract.findObjects, { body: destination })
  const chosen = names.map(name => objects.find(object => object.name === name) as FoundObject)
  const { looks } = await caller.call(integrationContract.lookAtObjects, {
    body: {
      ...destination,
      objects: chosen.map(({ likely, ...shape }) => ({
        shape,
        role: likely.role ?? 'customer',
        kind: likely.kind,
      })),
    },
  })
  return chosen.map(({ likely, ...shape }, at) => {
    const { mapping, document } = looks[at] as ObjectLook
    const { role, parent, parentFields } = likely
    return { shape, role: role ?? 'customer', document, parent, parentFields, mapping }
  })
}
