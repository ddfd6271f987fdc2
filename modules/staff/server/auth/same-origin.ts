import { Refused } from '../../../../platform/errors.ts'

/** Read a request header by its lower-case name. */
export type HeaderReader = (name: string) => string | undefined | null

class CrossSite extends Refused {
  override readonly status = 403 as never
}

/**
 * Refuses a write that a page of another site made the browser send (cross-site request forgery). Every request that
 * changes something and is authenticated by the cookie, and every sign-in, must pass it.
 *
 * `Sec-Fetch-Site` is set by the browser and cannot be forged by a page. It is absent over plain http to another
 * machine: there `Origin` must be one of ours, or, when no public address is configured, be the host that was asked
 * (which a foreign page cannot choose either). A request with neither does not come from a page of ours.
 */
export function assertSameOrigin(header: HeaderReader, origins: readonly string[]): void {
  const site = header('sec-fetch-site')
  const origin = header('origin')
  if (site === 'same-origin') return
  const ours =
    origin != null && origin !== 'null' && (origins.length > 0 ? origins.includes(origin) : sameHost(header, origin))
  if (!site && ours) return
  if (site && origins.length > 0 && ours) return
  throw new CrossSite(
    'staff.cross-site',
    'This request was made by a page of another site and was not carried out. Open the page of this product itself.',
  )
}

function sameHost(header: HeaderReader, origin: string): boolean {
  const host = header('host')
  return URL.canParse(origin) && host != null && new URL(origin).host === host
}
