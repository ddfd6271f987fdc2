import type { Context } from '../../../../platform/context.ts'
import { NotFound } from '../../../../platform/errors.ts'
import { oldSystem } from '../demo/connector.ts'
import { folderBelow, sftp } from './files/connector.ts'
import { ldap } from './ldap/connector.ts'
import { mysql } from './mysql/connector.ts'
import { odata } from './odata/connector.ts'
import type { Connector } from './port.ts'
import { postgres } from './postgres/connector.ts'
import { rest } from './rest/connector.ts'
import { tryton } from './tryton/connector.ts'

/** Folder of the data folder below which systems may exchange files with us. */
const exchange = 'exchange'

/** The kinds of systems that can be joined, in the order in which they are offered. */
export function connectorKinds({ files }: Pick<Context, 'files'>): readonly Connector[] {
  return [postgres, mysql, rest, odata, tryton, sftp, folderBelow(files.beside(exchange)), ldap]
}

/** The connector of a kind; throws `NotFound` for one that is none. */
export function connectorOf(ctx: Pick<Context, 'files'>, kind: string): Connector {
  // The one of the demo company is not offered, but works like all others once it stands there.
  const found = [...connectorKinds(ctx), oldSystem].find(connector => connector.kind === kind)
  if (!found) throw new NotFound('kind of system', { kind })
  return found
}
