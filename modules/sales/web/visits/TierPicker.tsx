import { SegmentedControl } from '@mantine/core'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Tier } from '../../contract.ts'

type TierPickerProps = {
  label: string
  value: Tier | null
  onChange: (tier: Tier | null) => void
  disabled?: boolean
}

/** A tier of visits, or none. */
export function TierPicker({ label, value, onChange, disabled = false }: TierPickerProps) {
  const t = useT()
  return (
    <SegmentedControl
      fullWidth
      aria-label={label}
      disabled={disabled}
      data={[
        ...(['A', 'B', 'C'] as const).map(tier => ({ value: tier as string, label: tier as string })),
        { value: 'none', label: t('sales.visits.noTier') },
      ]}
      value={value ?? 'none'}
      onChange={next => onChange(next === 'none' ? null : (next as Tier))}
    />
  )
}
