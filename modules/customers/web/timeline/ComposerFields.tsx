import { NumberInput, SegmentedControl } from '@mantine/core'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { FieldEditor } from '../../../../ui/form/FieldEditor.tsx'
import { useEntity, useSession } from '../../../../ui/shell/session.tsx'
import styles from './Composer.module.css'
import { nearDay, nearDays } from './days.ts'
import type { Draft, Writing } from './draft.ts'

type FieldsProps = { writing: Writing; draft: Draft; onDraft: (change: Partial<Draft>) => void }

/** What belongs to a kind besides its text: which way, when, how long, whose. */
export function ComposerFields({ writing, draft, onDraft }: FieldsProps) {
  if (writing === 'note') return null
  if (writing === 'task') return <TaskFields writing={writing} draft={draft} onDraft={onDraft} />
  const directed = writing === 'call' || writing === 'email'
  return (
    <div className={styles.fields}>
      {directed && <Direction writing={writing} draft={draft} onDraft={onDraft} />}
      <When writing={writing} draft={draft} onDraft={onDraft} />
      {writing !== 'email' && <Minutes draft={draft} onDraft={onDraft} />}
    </div>
  )
}

function Direction({ writing, draft, onDraft }: FieldsProps) {
  const t = useT()
  const data = (['out', 'in'] as const).map(value => ({
    value,
    label: t(`customers.composer.direction.${writing}.${value}`),
  }))
  return (
    <SegmentedControl
      size="xs"
      data={data}
      value={draft.direction}
      onChange={value => onDraft({ direction: value as Draft['direction'] })}
      aria-label={t('customers.composer.direction.label')}
    />
  )
}

const moment: Field = { key: 'dueAt', kind: 'datetime' }

function When({ writing, draft, onDraft }: FieldsProps) {
  const t = useT()
  const entity = useEntity('task')
  const label = t(writing === 'task' ? 'customers.composer.due' : 'customers.composer.when')
  return (
    <div className={styles.when}>
      <FieldEditor
        entity={entity}
        field={moment}
        value={draft.at}
        onChange={value => onDraft({ at: value as string | null })}
        aria-label={label}
        placeholder={t(writing === 'task' ? 'customers.composer.noDue' : 'customers.composer.now')}
      />
    </div>
  )
}

function Minutes({ draft, onDraft }: Omit<FieldsProps, 'writing'>) {
  const t = useT()
  return (
    <NumberInput
      className={styles.minutes ?? ''}
      min={1}
      max={1440}
      value={draft.minutes ?? ''}
      onChange={value => onDraft({ minutes: typeof value === 'number' ? value : null })}
      aria-label={t('customers.composer.minutes')}
      placeholder={t('customers.composer.minutes')}
    />
  )
}

function TaskFields({ writing, draft, onDraft }: FieldsProps) {
  const t = useT()
  const format = useFormat()
  const { user } = useSession()
  const entity = useEntity('task')
  const field = (key: string) => entity.fields.find(candidate => candidate.key === key) as Field
  return (
    <div className={styles.fields}>
      <div className={styles.days} role="group" aria-label={t('customers.composer.due')}>
        {nearDays.map(({ key, days }) => {
          const at = nearDay(days, format.timeZone, new Date())
          return (
            <button
              key={key}
              type="button"
              aria-pressed={draft.at === at}
              onClick={() => onDraft({ at: draft.at === at ? null : at })}
            >
              {t(`customers.day.${key}`)}
            </button>
          )
        })}
      </div>
      <When writing={writing} draft={draft} onDraft={onDraft} />
      <div className={styles.who}>
        <FieldEditor
          entity={entity}
          field={field('assignee')}
          value={draft.assignee ?? user.id}
          referenceTitle={user.name}
          onChange={value => onDraft({ assignee: value as string | null })}
          aria-label={t('entity.task.assignee')}
        />
      </div>
      <div className={styles.priority}>
        <FieldEditor
          entity={entity}
          field={{ ...field('priority'), required: true }}
          value={draft.priority}
          required
          onChange={value => onDraft({ priority: (value as Draft['priority']) ?? 'normal' })}
          aria-label={t('entity.task.priority')}
        />
      </div>
    </div>
  )
}
