import { Button } from '@mantine/core'
import { FolderOpen, Plus, RefreshCw } from 'lucide-react'
import { useEffect } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { Reading } from '../../../../../ui/shell/Reading.tsx'
import { Card, EmptyState } from '../../../../../ui/theme/parts.tsx'
import type { FileForm, FileProposal } from '../../../contract/files.ts'
import type { Setting, Where } from '../draft.ts'
import { FailureCard } from '../Findings.tsx'
import { FileCard } from './FileCard.tsx'
import styles from './files.module.css'
import { formsOf, settingOf } from './forms.ts'
import { useProposals } from './use-files.ts'

type FilesFormProps = {
  where: Where
  settings: Record<string, Setting>
  onSettings: (settings: Record<string, Setting>) => void
}

/** The kinds of files that lie there: those that are taken, and what was found besides. */
export function FilesForm({ where, settings, onSettings }: FilesFormProps) {
  const t = useT()
  const found = useProposals(where)
  const forms = formsOf(settings)
  const set = (next: readonly FileForm[]) => onSettings({ ...settings, objects: settingOf(next) })
  const proposals = found.data?.proposals
  useEffect(() => {
    if (proposals && proposals.length > 0 && settings.objects === undefined)
      set(proposals.map(({ form }) => form))
  })
  const failure = found.data?.failure
  const isEmpty = found.isSuccess && !failure && forms.length === 0 && proposals?.length === 0
  return (
    <Card
      title={t('integration.files.title')}
      aside={
        <Button
          size="xs"
          variant="subtle"
          leftSection={<RefreshCw size={14} aria-hidden />}
          loading={found.isFetching}
          onClick={() => void found.refetch()}
        >
          {t('integration.files.again')}
        </Button>
      }
    >
      <p className={styles.hint}>{t('integration.files.hint')}</p>
      <Reading of={found} lines={6} />
      {failure && <FailureCard failure={failure} onAgain={() => void found.refetch()} />}
      {isEmpty && (
        <EmptyState icon={<FolderOpen size={20} aria-hidden />} title={t('integration.files.nothing')}>
          {t('integration.files.nothingHint')}
        </EmptyState>
      )}
      {found.isSuccess && <Cards where={where} forms={forms} proposals={proposals ?? []} onForms={set} />}
      {found.data?.unread.map(({ name, reason }) => (
        <p key={name} className={styles.unread}>
          {t('integration.files.unread', { name, reason })}
        </p>
      ))}
      {found.isSuccess && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => set([...forms, { name: '', full: '', format: 'csv', key: [] }])}
        >
          {t('integration.files.add')}
        </Button>
      )}
    </Card>
  )
}

type CardsProps = {
  where: Where
  forms: readonly FileForm[]
  proposals: readonly FileProposal[]
  onForms: (forms: readonly FileForm[]) => void
}

/** What lies there in its place, taken or not, so that nothing jumps; then what somebody has described besides. */
function Cards({ where, forms, proposals, onForms }: CardsProps) {
  const found = new Set(proposals.map(({ form }) => form.full))
  const put = (form: FileForm, next: FileForm | null) => {
    const at = forms.indexOf(form)
    if (at >= 0) onForms(next ? forms.with(at, next) : forms.toSpliced(at, 1))
    else if (next) onForms([...forms, next])
  }
  const card = (form: FileForm, key: string) => (
    <FileCard
      key={key}
      where={where}
      form={form}
      taken={forms.includes(form)}
      onForm={next => put(form, next)}
    />
  )
  return (
    <ul>
      {proposals.map(({ form }) => card(forms.find(({ full }) => full === form.full) ?? form, form.full))}
      {forms.map((form, at) => (found.has(form.full) ? null : card(form, String(at))))}
    </ul>
  )
}
