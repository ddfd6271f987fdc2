import { useMay, useSession } from '../../shell/session.tsx'

/** Names of the entities that the person may import from the general page. */
export function useImportable(): readonly string[] {
  const may = useMay()
  return useSession()
    .entities.filter(
      ({ permissions, importPage }) =>
        permissions.import !== undefined && !importPage && may(permissions.import),
    )
    .map(({ name }) => name)
}
