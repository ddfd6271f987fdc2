import { CallFailed } from '../failures.ts'
import type { Http } from '../http.ts'
import { failureOf, isFine, jsonOf } from '../http-answers.ts'
import type { RemoteObject } from '../port.ts'
import { type Collection, collectionsOf } from './collections.ts'
import { isNode, list, type Node, under } from './document.ts'

/** A system as its document describes it. */
export type Described = { title: string; version: string; base: URL; collections: readonly Collection[] }

export type Place = {
  http: Http
  document: URL
  /** Where the interface stands, if not where the document says. */
  base: URL | null
  /** The document as it was read last. */
  described: Described | null
}

/** Reads the document anew. Throws `changed-shape` where it is none of OpenAPI 3, or leads to another server. */
export async function describe(place: Place, signal: AbortSignal): Promise<Described> {
  const { http, document } = place
  const answer = await http.ask({ url: document, headers: { accept: 'application/json' } }, signal)
  const said = isFine(answer) ? jsonOf(http, answer) : null
  if (!said) throw failureOf(http, answer)
  if (!isNode(said) || !String(under(said, 'openapi') ?? '').startsWith('3.'))
    throw new CallFailed('changed-shape', 'The document does not describe an interface in OpenAPI 3.')
  const info = under(said, 'info')
  place.described = {
    title: http.clean(String(under(info, 'title') ?? '')),
    version: http.clean(String(under(info, 'version') ?? '')),
    base: place.base ?? baseIn(said, document),
    collections: collectionsOf(said),
  }
  return place.described
}

function baseIn(said: Node, document: URL): URL {
  const [server] = list(under(said, 'servers'))
  const text = String(under(server, 'url') ?? '/').replace(/\{([^{}]+)\}/g, (_all, name: string) =>
    String(under(under(under(server, 'variables'), name), 'default') ?? ''),
  )
  if (!URL.canParse(text, document.href))
    throw new CallFailed('changed-shape', 'The document names no valid address of its interface.')
  const base = new URL(text, document)
  // What a document says must not send the account to a server that nobody has checked.
  if (base.origin !== document.origin)
    throw new CallFailed(
      'changed-shape',
      `The document says that the interface is at ${base.host}. If that is right, enter it as the address of the interface.`,
    )
  return base
}

/** The list behind an object; the document is read where that has not been done yet. */
export async function collectionOf(
  place: Place,
  object: RemoteObject,
  signal: AbortSignal,
): Promise<Collection> {
  const { collections } = place.described ?? (await describe(place, signal))
  const found = collections.find(each => each.object.name === object.name)
  if (found) return found
  throw new CallFailed('changed-shape', `There is no list “${object.name}” in the document any more.`)
}

/** The address of a path of the document. */
export function addressIn(place: Place, path: string): URL {
  const base = place.described?.base ?? place.document
  return new URL(`${base.origin}${base.pathname.replace(/\/$/, '')}${path}`)
}
