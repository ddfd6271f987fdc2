import { Refusal } from '../../../../platform/errors.ts'

type Headers = Record<string, string | string[] | undefined>

class CrossSite extends Refusal {
  readonly status = 403
}

/**
 * Refuses a write that a page of another site made the browser send (cross-site request forgery). Every request that
 * changes something and is authenticated by the cookie, and every sign-in, must pass it.
 *
 * `Sec-Fetch-Site` is set by the browser and cannot be forged by a page. It is absent over plain http to another
 * machine: there `Origin` must be one of ours, or, when no public address is configured, be the host that was asked
 * (which a foreign page cannot choose either). A request with neither does not come from a page of ours.
 */
export function assertSameOrigin(headers: Headers, origins: readonly string[]): void {
  const { 'sec-fetch-site': site, origin, host } = headers
  if (site === 'same-origin') return
  if (typeof origin === 'string') {
    const ours = origins.length > 0 ? origins.includes(origin) : site === undefined && hostOf(origin) === host
    if (ours) return
  }
  throw new CrossSite(
    'staff.cross-site',
    'This request was made by a page of another site and was not carried out. Open the page of this product itself.',
  )
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
