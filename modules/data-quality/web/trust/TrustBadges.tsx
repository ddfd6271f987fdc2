import { useT } from '../../../../platform/i18n/react.ts'
import { Badge } from '../../../../ui/theme/parts.tsx'
import type { CustomerPart } from '../../../customers/web/index.ts'
import type { ValueTrustView } from '../../contract/trust.ts'
import { useTrust } from './Standings.tsx'

/** In the head of a customer's page: how many values want to be confirmed, and how many are disputed. */
export function TrustBadges({ id }: CustomerPart) {
  const t = useT()
  const { values = [], disputes = [] } = useTrust(id).data ?? {}
  const old = different(values.filter(({ state }) => state === 'old'))
  return (
    <>
      {disputes.length > 0 && (
        <Badge tone="red">{t('data-quality.trust.disputed', { count: disputes.length })}</Badge>
      )}
      {old > 0 && <Badge tone="amber">{t('data-quality.trust.toConfirm', { count: old })}</Badge>}
    </>
  )
}

/** An e-mail address in the facts and the same among the contact points are one value, and an address with its town. */
function different(values: readonly ValueTrustView[]): number {
  const address = values.some(({ field }) => field === 'address')
  const counted = values.filter(({ field }) => !(address && ['city', 'postcode', 'country'].includes(field)))
  return new Set(counted.map(({ field, value }) => `${field} ${value}`)).size
}
