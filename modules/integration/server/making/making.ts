import type { Db } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { RemoteObject } from '../connectors/port.ts'

/** What a field there is filled with: a field of what is offered, or always the same. */
export type MakingRule = { field: string } & ({ from: string } | { always: string })

/** Lines there: their object, and which of its fields hold the key of the record they belong to. */
export type MakingLines = { object: RemoteObject; link: string[]; mapping: MakingRule[] }

/** Which object of a system takes records of an offered kind. */
export type Making = {
  systemId: string
  id: string
  objectId: string
  offered: string
  shape: RemoteObject
  oursField: string
  oursFrom: string
  mapping: MakingRule[]
  lines: MakingLines | null
  version: number
}

const columns = `m.system_id as "systemId", m.id, m.object_id as "objectId", m.offered, m.shape, m.ours_field as "oursField",
  m.ours_from as "oursFrom", m.mapping, m.lines, m.version`

/** Who takes records of this kind; nobody where none was said. */
export function takerOf(db: Db, offered: string): Promise<Making | undefined> {
  return row<Making>(db, `select ${columns} from integration.making m where m.offered = $1`, [offered])
}

export function makingsOf(db: Db, systemId: string): Promise<Making[]> {
  return rows<Making>(
    db,
    `select ${columns} from integration.making m where m.system_id = $1 order by m.id`,
    [systemId],
  )
}
