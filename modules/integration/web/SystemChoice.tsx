import { Select } from '@mantine/core'
import { useCall } from '../../../platform/contract/hooks.ts'
import { useT } from '../../../platform/i18n/react.ts'
import { boardEndpoints } from '../contract/board.ts'

type SystemChoiceProps = { value: string | undefined; onChange: (system: string | undefined) => void }

/** One of the joined systems, or all of them. */
export function SystemChoice({ value, onChange }: SystemChoiceProps) {
  const t = useT()
  const board = useCall(boardEndpoints.board, {}, { staleTime: 60_000 })
  return (
    <Select
      aria-label={t('integration.crosswalk.system')}
      placeholder={t('integration.crosswalk.everySystem')}
      data={(board.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={system => onChange(system ?? undefined)}
      clearable
      clearButtonProps={{ 'aria-label': t('integration.crosswalk.everySystem') }}
    />
  )
}
