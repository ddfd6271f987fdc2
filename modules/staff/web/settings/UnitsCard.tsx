import { Select } from '@mantine/core'
import { Building2 } from 'lucide-react'
import { useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useTellDone } from '../../../../ui/shell/undo.ts'
import { organisationEndpoints } from '../../contract/organisation.ts'
import { PartForm } from './PartForm.tsx'
import { PartsCard } from './PartsCard.tsx'

type Unit = ReplyOf<typeof organisationEndpoints.listUnits>['items'][number]

/** The business units as a tree. */
export function UnitsCard({ manages }: { manages: boolean }) {
  const t = useT()
  const units = useCall(organisationEndpoints.listUnits)
  const items = units.data?.items ?? []
  const lines = asTree(items).map(({ unit, depth }) => ({
    part: unit,
    about: t('staff.teams.people', { count: unit.people }),
    depth,
  }))
  return (
    <PartsCard
      words={{
        title: t('staff.teams.units'),
        add: t('staff.teams.newUnit'),
        none: t('staff.teams.noUnits'),
        noneHint: t('staff.teams.noUnitsHint'),
        edit: name => t('staff.teams.editUnit', { name }),
      }}
      icon={Building2}
      asked={units}
      lines={units.data && lines}
      manages={manages}
      form={(unit, onClose) => <UnitForm unit={unit} units={items} onClose={onClose} />}
    />
  )
}

type UnitFormProps = { unit: Unit | null; units: readonly Unit[]; onClose: () => void }

function UnitForm({ unit, units, onClose }: UnitFormProps) {
  const t = useT()
  const done = useTellDone()
  const [name, setName] = useState(unit?.name ?? '')
  const [parentId, setParentId] = useState(unit?.parentId ?? null)
  const finish = (message: string) => {
    done(message, null)
    onClose()
  }
  const invalidates = [organisationEndpoints.listUnits]
  const settings = { invalidates, onDone: () => finish(t('staff.teams.saved', { name })) }
  const create = useMutate(organisationEndpoints.createUnit, settings)
  const edit = useMutate(organisationEndpoints.editUnit, settings)
  const remove = useMutate(organisationEndpoints.removeUnit, {
    invalidates,
    onDone: () => finish(t('staff.teams.removed', { name: unit?.name ?? '' })),
  })
  const save = () =>
    unit
      ? edit.mutate({ params: { id: unit.id }, body: { name: name.trim(), parentId } })
      : create.mutate({ body: { name: name.trim(), parentId } })
  return (
    <PartForm
      name={name}
      onName={setName}
      problem={create.error ?? edit.error ?? remove.error}
      onSave={save}
      saving={create.isPending || edit.isPending}
      removal={
        unit && {
          words: t('staff.teams.remove'),
          run: () => remove.mutate({ params: { id: unit.id } }),
          running: remove.isPending,
        }
      }
    >
      <Select
        label={t('staff.teams.parent')}
        placeholder={t('staff.teams.top')}
        data={units
          .filter(other => other.id !== unit?.id)
          .map(other => ({ value: other.id, label: other.name }))}
        value={parentId}
        onChange={setParentId}
        clearable
        clearButtonProps={{ 'aria-label': t('ui.form.clear') }}
      />
    </PartForm>
  )
}

/** Parents before their children, with how deep each stands. */
function asTree(
  units: readonly Unit[],
  parentId: string | null = null,
  depth = 0,
): { unit: Unit; depth: number }[] {
  return units
    .filter(unit => unit.parentId === parentId)
    .flatMap(unit => [{ unit, depth }, ...asTree(units, unit.id, depth + 1)])
}
