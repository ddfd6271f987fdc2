import { Button, Modal, Select, TextInput } from '@mantine/core'
import { Building2, Plus } from 'lucide-react'
import { useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useTellDone } from '../../../../ui/shell/undo.ts'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { organisationEndpoints } from '../../contract/organisation.ts'
import { Refusal } from '../entrance/Entrance.tsx'
import { fieldWords } from '../entrance/InvitationPage.tsx'
import styles from './Settings.module.css'

type Unit = ReplyOf<typeof organisationEndpoints.listUnits>['items'][number]

/** The business units as a tree. */
export function UnitsCard({ manages }: { manages: boolean }) {
  const t = useT()
  const units = useCall(organisationEndpoints.listUnits)
  const [open, setOpen] = useState<Unit | 'new' | null>(null)
  const items = units.data?.items ?? []
  return (
    <Card
      title={t('staff.teams.units')}
      aside={
        manages && (
          <Button
            size="compact-xs"
            leftSection={<Plus size={13} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            {t('staff.teams.newUnit')}
          </Button>
        )
      }
    >
      <Reading of={units} lines={3} />
      {units.data && items.length === 0 && (
        <EmptyState title={t('staff.teams.noUnits')}>{t('staff.teams.noUnitsHint')}</EmptyState>
      )}
      <ul className={styles.rows}>
        {asTree(items).map(({ unit, depth }) => (
          <li key={unit.id} className={styles.item} style={{ paddingInlineStart: depth * 28 }}>
            <span className={styles.mark}>
              <Building2 size={16} strokeWidth={1.75} aria-hidden />
            </span>
            <div>
              <strong>
                <bdi>{unit.name}</bdi>
              </strong>
              <small>{t('staff.teams.people', { count: unit.people })}</small>
            </div>
            {manages && (
              <Button
                onClick={() => setOpen(unit)}
                aria-label={t('staff.teams.editUnit', { name: unit.name })}
              >
                {t('ui.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={open === 'new' || open === null ? t('staff.teams.newUnit') : open.name}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {open !== null && (
          <UnitForm unit={open === 'new' ? null : open} units={items} onClose={() => setOpen(null)} />
        )}
      </Modal>
    </Card>
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
  const problem = create.error ?? edit.error ?? remove.error
  const save = () =>
    unit
      ? edit.mutate({ params: { id: unit.id }, body: { name: name.trim(), parentId } })
      : create.mutate({ body: { name: name.trim(), parentId } })
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      {problem && <Refusal>{fieldWords(problem, t)}</Refusal>}
      <TextInput
        label={t('staff.teams.name')}
        dir="auto"
        maxLength={120}
        data-autofocus
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
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
      <div className={styles.end}>
        {unit && (
          <Button
            color="red"
            variant="outline"
            loading={remove.isPending}
            onClick={() => remove.mutate({ params: { id: unit.id } })}
          >
            {t('staff.teams.remove')}
          </Button>
        )}
        <Button
          type="submit"
          variant="filled"
          disabled={name.trim() === ''}
          loading={create.isPending || edit.isPending}
        >
          {t('ui.save')}
        </Button>
      </div>
    </form>
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
