import { Select } from '@mantine/core'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { ReferencePicker } from '../../../../ui/form/ReferencePicker.tsx'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import type { OwnerWish } from '../../contract.ts'
import styles from './bases.module.css'

const modes: readonly OwnerWish['mode'][] = ['keep', 'existing', 'user', 'team']
const picks: Record<'user' | 'team', Field> = {
  user: { key: 'owner', kind: 'reference', references: 'user' },
  team: { key: 'team', kind: 'reference', references: 'team' },
}

/** Whether it is said to whom: a person or a team has to be named. */
export const isSaid = ({ mode, id }: OwnerWish) => mode === 'keep' || mode === 'existing' || Boolean(id)

/** Whose the records of a stage become. */
export function OwnerChoice({ wish, onWish }: { wish: OwnerWish; onWish: (wish: OwnerWish) => void }) {
  const t = useT()
  const entity = useEntity('base-record')
  const may = useMay()
  const { mode, id } = wish
  // Who does not see the teams cannot choose one.
  const offered = modes.filter(one => one !== 'team' || may('staff.read'))
  return (
    <div className={styles.handing}>
      <Select
        label={t('matching.bases.stage.owner')}
        data={offered.map(value => ({ value, label: t(`matching.bases.stage.ownerMode.${value}`) }))}
        value={mode}
        allowDeselect={false}
        onChange={value => value && onWish({ mode: value as OwnerWish['mode'] })}
      />
      {(mode === 'user' || mode === 'team') && (
        <ReferencePicker
          key={mode}
          entity={entity}
          field={picks[mode]}
          value={id ?? null}
          onChange={chosen => onWish({ mode, id: typeof chosen === 'string' ? chosen : null })}
          aria-label={t(`matching.bases.stage.ownerWho.${mode}`)}
        />
      )}
    </div>
  )
}
