import pino from 'pino'
import type { Connection, Settings } from '../../modules/integration/server/connectors/port.ts'
import { postgres } from '../../modules/integration/server/connectors/postgres/connector.ts'
import { rest } from '../../modules/integration/server/connectors/rest/connector.ts'

/** A connection as a program would have it that knows nothing of guards. */
export function connectorByKind(kind: string, settings: Settings): Promise<Connection> {
  const connector = kind === 'rest' ? rest : postgres
  return connector.open(settings, { log: pino({ level: 'silent' }), mark: 'tessera_bench' })
}
