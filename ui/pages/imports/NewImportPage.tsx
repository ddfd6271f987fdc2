import { Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useT } from '../../../platform/i18n/react.ts'
import { StepBar } from '../../import/StepBar.tsx'
import { Page } from '../../shell/Page.tsx'
import { useUrlState } from '../../shell/url-state.ts'
import { EmptyState } from '../../theme/parts.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { FileStep } from './FileStep.tsx'
import styles from './Imports.module.css'
import { useImportable } from './use-importable.ts'
import { stepNames, useWizard } from './use-wizard.ts'
import { entityName } from './words.ts'

/** From a file to records in three steps: the file, its columns, what would happen. */
export default function NewImportPage() {
  const t = useT()
  const entity = useEntityOfImport()
  const wizard = useWizard(entity.name)
  const { step, draft } = wizard
  const title = entity.name
    ? t('pages.imports.newOf', { records: entityName(t, entity.name) })
    : t('pages.imports.new')
  const crumbs = (
    <>
      <Link to="/imports">{t('pages.imports.title')}</Link> / <b className={styles.here}>{title}</b>
    </>
  )
  if (entity.choices.length === 0)
    return (
      <Page title={title}>
        <EmptyState title={t('pages.imports.notYours')}>{t('pages.imports.notYoursHint')}</EmptyState>
      </Page>
    )
  const steps = stepNames.map(name => t(`pages.imports.step.${name}`))
  return (
    <Page title={title} crumbs={crumbs}>
      <div className={styles.wizard}>
        <StepBar
          steps={steps}
          at={stepNames.indexOf(step)}
          onStep={at => wizard.go(stepNames[at] ?? 'file')}
        />
        {step === 'file' && entity.choices.length > 1 && <EntityChoice {...entity} />}
        {step === 'file' && (
          <FileStep
            onFile={wizard.read}
            reading={wizard.reading ? (wizard.file?.name ?? t('pages.imports.one')) : null}
            error={wizard.error}
          />
        )}
        {step === 'columns' && draft && (
          <ColumnsStep
            draft={draft}
            onDraft={wizard.setDraft}
            onSheet={wizard.readSheet}
            reading={wizard.reading}
            onBack={() => wizard.go('file')}
            onNext={() => wizard.go('check')}
          />
        )}
        {step === 'check' && draft && (
          <CheckStep draft={draft} resumed={wizard.resumed} onBack={() => wizard.go('columns')} />
        )}
      </div>
    </Page>
  )
}

type EntityOfImport = { name: string | undefined; choices: readonly string[]; choose: (name: string) => void }

/** Into what is imported: what the address says, else the first kind of record the person may import. */
function useEntityOfImport(): EntityOfImport {
  const choices = useImportable()
  const [asked, ask] = useUrlState('entity', value => (typeof value === 'string' ? value : undefined))
  const name = asked && choices.includes(asked) ? asked : choices[0]
  return { name, choices, choose: ask }
}

function EntityChoice({ name, choices, choose }: EntityOfImport) {
  const t = useT()
  return (
    <Select
      className={styles.short ?? ''}
      label={t('pages.imports.fact.into')}
      data={choices.map(value => ({ value, label: entityName(t, value) }))}
      value={name ?? null}
      onChange={value => value && choose(value)}
      allowDeselect={false}
    />
  )
}
