import type { Actor, Channel } from './actor.ts'

/** What a request shows of who it is. */
export type Credentials = { cookie?: string | undefined; authorization?: string | undefined }

/** Who may come in: supplied by the module that keeps the users. */
export type Access = {
  /** The actor of a request, or null for a stranger. Cached for seconds, so a known caller costs no query. */
  authenticate: (credentials: Credentials) => Promise<Actor | null>
  /** The actor behind a user or key id with today's rights, for work done in his name later. */
  actorOf: (id: string, channel: Channel) => Promise<Actor | null>
  /** Throws `Forbidden` where a browser sends a write from another site. */
  assertSameOrigin: (headers: Record<string, string | string[] | undefined>) => void
}
