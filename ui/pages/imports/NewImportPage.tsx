import { Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMutate } from '../../../platform/contract/hooks.ts'
import { useT } from '../../../platform/i18n/react.ts'
import { transferContract } from '../../../platform/transfer/contract.ts'
import { StepBar } from '../../import/StepBar.tsx'
import { Page } from '../../shell/Page.tsx'
import { useUrlState } from '../../shell/url-state.ts'
import { EmptyState } from '../../theme/parts.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import type { Draft } from './draft.ts'
import { draftOf } from './draft.ts'
import { FileStep } from './FileStep.tsx'
import styles from './Imports.module.css'
import { useImportable } from './use-importable.ts'
import { entityName } from './words.ts'

/** From a file to records in three steps: the file, its columns, what would happen. */
export default function NewImportPage() {
  const t = useT()
  const entity = useEntityOfImport()
  const [at, setAt] = useState(0)
  const [file, setFile] = useState<File | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const preview = useMutate(transferContract.previewImport)
  const read = (chosen: File, sheet?: string) => {
    if (!entity.name) return
    setFile(chosen)
    const body = new FormData()
    // Text parts go before the file: the server reads the request in one pass.
    body.set('entity', entity.name)
    if (sheet) body.set('options', JSON.stringify({ sheet }))
    body.set('file', chosen)
    preview.mutate({ body } as never, {
      onSuccess: ({ data }) => {
        setDraft(draftOf(data))
        setAt(1)
      },
    })
  }
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
  const steps = ['file', 'columns', 'check'].map(step => t(`pages.imports.step.${step}`))
  return (
    <Page title={title} crumbs={crumbs}>
      <div className={styles.wizard}>
        <StepBar steps={steps} at={at} onStep={setAt} />
        {at === 0 && entity.choices.length > 1 && <EntityChoice {...entity} />}
        {at === 0 && (
          <FileStep
            onFile={chosen => read(chosen)}
            reading={preview.isPending ? file : null}
            error={preview.error}
          />
        )}
        {at === 1 && draft && (
          <ColumnsStep
            draft={draft}
            onDraft={setDraft}
            onSheet={sheet => file && read(file, sheet)}
            reading={preview.isPending}
            onBack={() => setAt(0)}
            onNext={() => setAt(2)}
          />
        )}
        {at === 2 && draft && <CheckStep draft={draft} onBack={() => setAt(1)} />}
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
