import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Combine } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Sentence } from '../../../../ui/theme/parts.tsx'
import { matchingContract } from '../../contract.ts'

type ImportTwinsProps = { batchId: string; entity: string; state: string }

/** In the report of an import: how many of its records may be customers known before. */
export function ImportTwins({ batchId, entity, state }: ImportTwinsProps) {
  const t = useT()
  const format = useFormat()
  const asked = useCall(
    matchingContract.act,
    { params: { id: batchId } },
    { enabled: entity === 'customer' && state === 'done', refetchInterval: 5000 },
  )
  const { records = 0, followed = true, touched = 0, compared = 0 } = asked.data ?? {}
  if (!asked.data || (records === 0 && followed)) return null
  return (
    <Sentence
      tone="amber"
      icon={<Combine size={16} aria-hidden />}
      acts={
        records > 0 && (
          <Button component={Link} to="/matching">
            {t('matching.import.decide')}
          </Button>
        )
      }
    >
      {!followed &&
        touched > 0 &&
        `${t('matching.import.progress', { compared: format.number(compared), touched: format.number(touched) })} `}
      {t(followed ? 'matching.import.found' : 'matching.import.comparing', { count: records })}
    </Sentence>
  )
}
