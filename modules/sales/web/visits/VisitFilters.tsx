import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Tier } from '../../contract.ts'
import type { Which } from './use-visits.ts'
import styles from './visits.module.css'

const spans = [4, 8, 13, 26, 52]

/** Whose, which tier, where, and since when nobody was there. */
export function VisitFilters({
  which,
  onChange,
}: {
  which: Which
  onChange: (change: Partial<Which>) => void
}) {
  const t = useT()
  const [place, setPlace] = useState(which.place)
  const search = useDebouncedCallback((text: string) => onChange({ place: text }), 250)
  return (
    <div className={styles.filters}>
      <SegmentedControl
        aria-label={t('sales.visits.which')}
        data={[
          { value: 'due', label: t('sales.visits.onlyDue') },
          { value: 'all', label: t('sales.visits.everything') },
        ]}
        value={which.due ? 'due' : 'all'}
        onChange={value => onChange({ due: value === 'due' })}
      />
      <SegmentedControl
        aria-label={t('sales.visits.whose')}
        data={(['mine', 'team', 'all'] as const).map(value => ({
          value,
          label: t(`sales.visits.of.${value}`),
        }))}
        value={which.whose}
        onChange={value => onChange({ whose: value as Which['whose'] })}
      />
      <TextInput
        aria-label={t('sales.visits.place')}
        placeholder={t('sales.visits.place')}
        value={place}
        maxLength={100}
        {...(place ? { dir: 'auto' } : {})}
        onChange={event => {
          setPlace(event.currentTarget.value)
          search(event.currentTarget.value)
        }}
      />
      <Select
        aria-label={t('sales.visits.tier')}
        data={[
          { value: 'any', label: t('sales.visits.anyTier') },
          ...(['A', 'B', 'C'] as const).map(tier => ({
            value: tier as string,
            label: t('sales.visits.tierOf', { tier }),
          })),
        ]}
        value={which.tier ?? 'any'}
        allowDeselect={false}
        onChange={value => onChange({ tier: value === 'any' ? null : (value as Tier) })}
      />
      <Select
        aria-label={t('sales.visits.unvisited')}
        data={[
          { value: 'any', label: t('sales.visits.anyTime') },
          ...spans.map(count => ({
            value: String(count),
            label: `${t('sales.visits.unvisited')} ${t('sales.visits.weeks', { count })}`,
          })),
        ]}
        value={which.unvisited === null ? 'any' : String(which.unvisited)}
        allowDeselect={false}
        onChange={value => onChange({ unvisited: value === 'any' ? null : Number(value) })}
      />
    </div>
  )
}
