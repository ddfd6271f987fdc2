import { Button } from '@mantine/core'
import { Mail } from 'lucide-react'
import { useCall } from '../../../../../platform/contract/hooks.ts'
import { useT } from '../../../../../platform/i18n/react.ts'
import { quoteMailContract } from '../../../contract.ts'

type MailButtonProps = { quoteId: string; onOpen: () => void }

/** The way to send what lies with the customer by mail; where no mail server is set up, it says so. */
export function MailButton({ quoteId, onOpen }: MailButtonProps) {
  const t = useT()
  const { data } = useCall(quoteMailContract.quoteMails, { params: { id: quoteId } })
  const possible = data?.possible ?? false
  const none = data !== undefined && !possible
  return (
    <Button
      disabled={!possible}
      leftSection={<Mail size={14} aria-hidden />}
      title={none ? t('sales.quoteMail.noneHint') : undefined}
      onClick={onOpen}
    >
      {t(none ? 'sales.quoteMail.none' : 'sales.quoteMail.send')}
    </Button>
  )
}
