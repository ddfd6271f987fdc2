import { SegmentedControl, Select } from '@mantine/core'
import { useT } from '../../../../platform/i18n/react.ts'
import styles from './bypass.module.css'
import { type Filters, type Meter, weeksToChoose } from './use-bypass.ts'

type BypassFilterBarProps = {
  filters: Filters
  meter: Meter
  onChange: (change: Record<string, unknown>) => void
}

/** Time, system, process and team; there is no filter for persons. */
export function BypassFilterBar({ filters, meter, onChange }: BypassFilterBarProps) {
  const t = useT()
  const objects = meter.objects.filter(
    ({ systemId }) => filters.system === undefined || systemId === filters.system,
  )
  const systemName = (id: string) => meter.systems.find(system => system.id === id)?.name ?? ''
  return (
    <div className={styles.filters}>
      <SegmentedControl
        aria-label={t('integration.bypass.weeks')}
        data={weeksToChoose.map(count => ({
          value: String(count),
          label: t('integration.bypass.weeksOption', { count }),
        }))}
        value={String(filters.weeks)}
        onChange={value => onChange({ weeks: Number(value) })}
      />
      <Choice
        name="system"
        every="everySystem"
        data={meter.systems.map(({ id, name }) => ({ value: id, label: name }))}
        value={filters.system}
        onChange={system => onChange({ system, object: undefined })}
      />
      <Choice
        name="object"
        every="everyObject"
        data={objects.map(({ id, name, systemId }) => ({
          value: id,
          label: filters.system ? name : `${systemName(systemId)} · ${name}`,
        }))}
        value={filters.object}
        onChange={object => onChange({ object })}
      />
      {meter.teams.length > 0 && (
        <Choice
          name="team"
          every="everyTeam"
          data={meter.teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={filters.team}
          onChange={team => onChange({ team })}
        />
      )}
    </div>
  )
}

type ChoiceProps = {
  name: string
  every: string
  data: { value: string; label: string }[]
  value: string | undefined
  onChange: (value: string | undefined) => void
}

function Choice({ name, every, data, value, onChange }: ChoiceProps) {
  const t = useT()
  return (
    <Select
      aria-label={t(`integration.bypass.${name}`)}
      placeholder={t(`integration.bypass.${every}`)}
      data={data}
      value={value ?? null}
      onChange={chosen => onChange(chosen ?? undefined)}
      clearable
      searchable={data.length > 8}
      clearButtonProps={{ 'aria-label': t(`integration.bypass.${every}`) }}
    />
  )
}
