import { CopyButton } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { type Address, printedAddress } from '../../../../platform/i18n/postal-address.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import type { ContactPoint } from './ContactPoints.tsx'
import styles from './related.module.css'

/** A postal address as it is printed on a letter, in the order of its country, to be copied in one click. */
export function PostalAddress({ point }: { point: Pick<ContactPoint, 'value' | 'address'> }) {
  const t = useT()
  const lines = linesOf(point)
  return (
    <span className={styles.postal}>
      <span>
        {lines.map((line, at) => (
          <bdi key={at}>{line}</bdi>
        ))}
      </span>
      <CopyButton value={lines.join('\n')} timeout={3000}>
        {({ copied, copy }) => (
          <IconButton
            aria-label={t(copied ? 'customers.contact.copied' : 'customers.contact.copyAddress')}
            title={t('customers.contact.copyAddress')}
            onClick={copy}
          >
            {copied ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
          </IconButton>
        )}
      </CopyButton>
    </span>
  )
}

/** What could not be taken apart is printed as it was written. */
function linesOf({ value, address }: Pick<ContactPoint, 'value' | 'address'>): string[] {
  const lines = address ? printedAddress(address as Address) : []
  return lines.length > 0 ? lines : value.split('\n')
}
