import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Problem } from '../../platform/contract/client.ts'
import { call } from '../../platform/contract/client.ts'
import type { EntityDescriptor } from '../../platform/entities/descriptor.ts'
import { sessionRead } from './endpoints.ts'

/** Who is at the screen and what they may see; entities are already masked to them. */
export type Session = {
  user: {
    id: string
    name: string
    email: string
    locale: string
    timeZone: string
    theme: string
    density: string
  }
  roles: readonly string[]
  permissions: readonly string[]
  demo: boolean
  entities: readonly EntityDescriptor[]
  organisation: { name: string }
}

export const SessionContext = createContext<Session | null>(null)

/** Reads the session once; a 401 means that nobody is signed in. */
export function useSessionQuery() {
  return useQuery<Session, Problem>({
    queryKey: [sessionRead.name],
    queryFn: ({ signal }) => call(sessionRead, {}, signal) as unknown as Promise<Session>,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (failures, problem) => problem.status === 0 && failures < 3,
  })
}

/** The session. Only within pages that need a signed-in person. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession: this page is public and has no session.')
  return session
}

/** Whether the person may do something; `undefined` needs no permission. */
export function useMay(): (permission: string | undefined) => boolean {
  const session = useContext(SessionContext)
  return permission => permission === undefined || (session?.permissions.includes(permission) ?? false)
}

/** The description of an entity by its name, with the person's own fields and without those they may not see. */
export function useEntity(name: string): EntityDescriptor {
  const found = useSession().entities.find(entity => entity.name === name)
  if (!found) throw new Error(`The session knows no entity “${name}”.`)
  return found
}
