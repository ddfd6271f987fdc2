import { SegmentedControl, Select, TextInput, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FilterBar } from '../../../../ui/filter/FilterBar.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { dimensions, severities } from '../../contract/rules.ts'
import type { Draft } from './draft.ts'
import styles from './rules.module.css'
import { menderOf, ownersOf, useMenders } from './use-menders.ts'

type RuleFormProps = {
  draft: Draft
  onDraft: (draft: Draft) => void
  /** It comes with the product: only how strict it is and who mends can be set. */
  shipped: boolean
  disabled: boolean
}

/** Checks that are offered as they are, where no comparison of a field with a value says the same. */
const readyChecks = [
  'email',
  'email-personal',
  'phone',
  'postcode',
  'birth-date',
  'country',
  'name-case',
  'owner',
]

function useReadyChecks() {
  const t = useT()
  return readyChecks
    .filter(name => hasText(`condition.check.${name}`))
    .map(name => ({
      key: `check-${name}`,
      label: `${t('condition.check.$title')}: ${t(`condition.check.${name}`)}`,
      condition: { field: '@check', op: 'eq' as const, value: name },
    }))
}

/** The rule as sentences: for whom, where, what must hold; then what follows when it does not. */
export function RuleForm({ draft, onDraft, shipped, disabled }: RuleFormProps) {
  const t = useT()
  const entity = useEntity('customer')
  const ready = useReadyChecks()
  const set = (change: Partial<Draft>) => onDraft({ ...draft, ...change })
  const fixed = shipped || disabled
  return (
    <div className={styles.form}>
      <TextInput
        label={t('data-quality.rules.form.name')}
        placeholder={t('data-quality.rules.form.namePlaceholder')}
        dir="auto"
        maxLength={120}
        disabled={fixed}
        data-autofocus
        value={draft.name}
        onChange={event => set({ name: event.currentTarget.value })}
      />
      <Part title={t('data-quality.rules.form.for')}>
        <SegmentedControl
          aria-label={t('data-quality.rules.form.for')}
          disabled={fixed}
          data={[
            { value: 'all', label: t('data-quality.rules.form.everyone') },
            { value: 'person', label: t('data-quality.rules.kind.person') },
            { value: 'organisation', label: t('data-quality.rules.kind.organisation') },
          ]}
          value={draft.kind ?? 'all'}
          onChange={value => set({ kind: value === 'all' ? null : (value as 'person') })}
        />
      </Part>
      <Part
        title={t('data-quality.rules.form.applies')}
        {...(draft.applies ? {} : { hint: t('data-quality.rules.form.appliesHint') })}
      >
        <div className={styles.filter} inert={fixed}>
          <FilterBar
            entity={entity}
            filter={draft.applies}
            onFilter={applies => set({ applies })}
            ready={ready}
            addLabel={t('data-quality.rules.form.addCondition')}
          />
        </div>
      </Part>
      <Part title={t('data-quality.rules.form.must')}>
        <div className={styles.filter} inert={fixed}>
          <FilterBar
            entity={entity}
            filter={draft.must}
            onFilter={must => set({ must })}
            ready={ready}
            addLabel={t('data-quality.rules.form.addCondition')}
          />
        </div>
      </Part>
      <Consequences draft={draft} set={set} fixed={fixed} disabled={disabled} />
      {!shipped && (
        <Textarea
          label={t('data-quality.rules.form.explanation')}
          dir="auto"
          autosize
          minRows={2}
          maxLength={1000}
          disabled={disabled}
          value={draft.explanation ?? ''}
          onChange={event => set({ explanation: event.currentTarget.value || null })}
        />
      )}
    </div>
  )
}

type ConsequencesProps = {
  draft: Draft
  set: (change: Partial<Draft>) => void
  fixed: boolean
  disabled: boolean
}

/** What follows when the rule is broken, under which side of quality it counts, and who mends. */
function Consequences({ draft, set, fixed, disabled }: ConsequencesProps) {
  const t = useT()
  const menders = useMenders()
  return (
    <>
      <Part
        title={t('data-quality.rules.form.severity')}
        hint={t(`data-quality.severity.${draft.severity}.why`)}
      >
        <SegmentedControl
          aria-label={t('data-quality.rules.form.severity')}
          disabled={disabled}
          data={severities.map(value => ({ value, label: t(`data-quality.severity.${value}.name`) }))}
          value={draft.severity}
          onChange={value => set({ severity: value as Draft['severity'] })}
        />
      </Part>
      <div className={styles.pair}>
        <Select
          label={t('data-quality.rules.form.dimension')}
          data={dimensions.map(value => ({ value, label: t(`data-quality.dimension.${value}.name`) }))}
          value={draft.dimension}
          disabled={fixed}
          allowDeselect={false}
          onChange={value => value && set({ dimension: value as Draft['dimension'] })}
        />
        <Select
          label={t('data-quality.rules.mender')}
          data={menders.groups}
          value={menderOf(draft)}
          disabled={disabled}
          allowDeselect={false}
          searchable
          nothingFoundMessage={t('ui.form.noMatch')}
          onChange={value => set(ownersOf(value))}
        />
      </div>
    </>
  )
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <span className={styles.partTitle}>{title}</span>
      {children}
      {hint && <p className={styles.hint}>{hint}</p>}
    </div>
  )
}
