import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Sentence } from '../../../../ui/theme/parts.tsx'
import { integrationContract } from '../../contract.ts'
import type { JoinedSystem } from '../../contract/connecting-shapes.ts'
import type { MakingDraft, MakingItem } from '../../contract/making.ts'
import { reasonOf } from '../operations/operation-words.ts'
import { sound } from './draft.ts'
import styles from './making.module.css'
import { RulesTable } from './RulesTable.tsx'

type MakingFieldsProps = {
  system: JoinedSystem
  item: MakingItem
  draft: MakingDraft
  lines: readonly Pick<NonNullable<MakingDraft['lines']>, 'object' | 'link'>[]
  onChange: (draft: MakingDraft) => void
}

/** Our number there, the lines, and field by field what they are filled with, beside a real record. */
export function MakingFields({ system, item, draft, lines, onChange }: MakingFieldsProps) {
  const t = useT()
  const preview = usePreview(system, item, draft)
  const title = preview?.title ? isolated(preview.title) : null
  const texts = draft.shape.fields.filter(({ kind, computed }) => kind === 'text' && !computed)
  const setLines = (name: string) => {
    const chosen = lines.find(({ object }) => object.name === name)
    const kept = draft.lines?.object.name === name ? draft.lines.mapping : []
    onChange({ ...draft, lines: chosen ? { ...chosen, mapping: kept } : null })
  }
  const whose = whoseFields(system, draft)
  const ours = item.fields.find(({ key }) => key === draft.oursFrom)
  return (
    <>
      <div className={styles.places}>
        <Select
          label={t('integration.making.ours')}
          description={t('integration.making.oursHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={texts.map(({ name }) => name)}
          value={draft.oursField || null}
          placeholder={t('integration.connect.nothing')}
          required
          searchable
          onChange={name => onChange({ ...draft, oursField: name ?? '' })}
        />
        <Select
          label={t('integration.making.oursFrom')}
          data={item.fields
            .filter(({ unique }) => unique)
            .map(({ key, label }) => ({ value: key, label: t(label) }))}
          value={draft.oursFrom}
          allowDeselect={false}
          onChange={from => from && onChange({ ...draft, oursFrom: from })}
        />
        <Select
          label={t('integration.making.lines')}
          data={[
            { value: '', label: t('integration.making.noLines') },
            ...lines.map(({ object }) => ({ value: object.name, label: object.name })),
          ]}
          value={draft.lines?.object.name ?? ''}
          allowDeselect={false}
          onChange={name => setLines(name ?? '')}
        />
      </div>
      <RulesTable
        title={t('integration.making.fields')}
        sampleTitle={title && t('integration.making.sample', { title })}
        system={system.name}
        fields={draft.shape.fields}
        fixed={[
          ...whose.map(field => ({ field, words: t('integration.making.customer') })),
          { field: draft.oursField, words: ours ? t(ours.label) : '' },
        ]}
        offered={item.fields}
        rules={draft.mapping}
        samples={preview?.head ?? []}
        onChange={mapping => onChange({ ...draft, mapping })}
      />
      {draft.lines && (
        <RulesTable
          title={t('integration.making.lineFields')}
          sampleTitle={title && t('integration.making.sampleLine', { title })}
          system={system.name}
          fields={draft.lines.object.fields}
          fixed={draft.lines.link.map(field => ({ field, words: t('integration.making.link') }))}
          offered={item.lines}
          rules={draft.lines.mapping}
          samples={preview?.lines[0] ?? []}
          onChange={mapping => draft.lines && onChange({ ...draft, lines: { ...draft.lines, mapping } })}
        />
      )}
      <Remarks system={system.name} preview={preview} />
    </>
  )
}

/** The fields that name the customer there: they are filled by who he is there. */
function whoseFields(system: JoinedSystem, draft: MakingDraft): string[] {
  return system.objects.find(({ id }) => id === draft.object)?.parentFields ?? []
}

function usePreview(system: JoinedSystem, item: MakingItem, draft: MakingDraft) {
  const [asked] = useDebouncedValue(draft, 250)
  const { data } = useCall(
    integrationContract.previewMaking,
    { params: { id: system.id, kind: item.kind }, body: sound(asked) },
    { enabled: asked.oursField !== '', keepPrevious: true },
  )
  return data
}

function Remarks({ system, preview }: { system: string; preview: ReturnType<typeof usePreview> }) {
  const t = useT()
  const format = useFormat()
  if (!preview) return null
  const { title, problems, empty } = preview
  const told = [...new Set(problems.map(({ reason, field }) => JSON.stringify([reason, field])))]
  return (
    <div className={styles.remarks} aria-live="polite">
      {title === null && <p className={styles.hint}>{t('integration.making.noSample')}</p>}
      {empty.length > 0 && (
        <Sentence tone="amber">
          {t('integration.making.empty', {
            fields: format.list(empty.map(isolated)),
            system: isolated(system),
          })}
        </Sentence>
      )}
      {told.map(one => {
        const [reason, field] = JSON.parse(one) as [string, string | null]
        return (
          <Sentence key={one} tone="red">
            {t('integration.making.problem', {
              field: isolated(field ?? ''),
              reason: reasonOf({ reason, said: null }, t),
            })}
          </Sentence>
        )
      })}
    </div>
  )
}
