import type { Context } from '../context.ts'

/** One thing the global search found. */
export type Hit = { id: string; title: string; subtitle: string | null; kind?: string }

/** A module's answer to the global search for one kind of record; it must respect the actor's rows and fields. */
export type SearchSource = {
  entity: string
  find: (ctx: Context, q: string, limit: number) => Promise<Hit[]>
}
