import { useMay, useSession } from '../../shell/session.tsx'

/** Names of the entities that the person may import. */
export function useImportable(): readonly string[] {
  const may = useMay()
  return useSession()
    .entities.filter(({ permissions }) => permissions.import !== undefined && may(permissions.import))
    .map(({ name }) => name)
}
