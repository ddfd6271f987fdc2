import { Button } from '@mantine/core'
import { ArrowRight } from 'lucide-react'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { Card } from '../../theme/parts.tsx'
import { ColumnRow } from './ColumnRow.tsx'
import type { Draft, Options, Target } from './draft.ts'
import { filledTwice, hindrances } from './draft.ts'
import { ForAllCard } from './ForAllCard.tsx'
import styles from './Imports.module.css'
import { OptionsCard } from './OptionsCard.tsx'
import { RowsPreview } from './RowsPreview.tsx'
import { Warnings } from './Warnings.tsx'

type ColumnsStepProps = {
  draft: Draft
  onDraft: (draft: Draft) => void
  onSheet: (sheet: string) => void
  reading: boolean
  onBack: () => void
  onNext: () => void
}

/** Where each column goes, how the file is read, and the first rows as they would become. */
export function ColumnsStep({ draft, onDraft, onSheet, reading, onBack, onNext }: ColumnsStepProps) {
  const t = useT()
  const format = useFormat()
  const { preview, targets } = draft
  const twice = filledTwice(draft)
  const inTheWay = hindrances(draft)
  const used = Object.values(targets).filter(({ target }) => target !== null).length
  const setTarget = (column: string, target: Target) =>
    onDraft({ ...draft, targets: { ...targets, [column]: target } })
  const setOptions = (options: Options) => onDraft({ ...draft, options })
  return (
    <>
      <Card
        title={t('pages.imports.columns')}
        aside={t('pages.imports.used', {
          used: format.number(used),
          count: preview.columns.length,
        })}
      >
        {preview.asBefore && (
          <p className={styles.hint}>
            {t('pages.imports.asBefore', {
              file: preview.asBefore.fileName,
              day: format.date(preview.asBefore.at),
            })}
          </p>
        )}
        <ul className={styles.columns}>
          {preview.columns.map(suggestion => (
            <ColumnRow
              key={suggestion.column}
              suggestion={suggestion}
              preview={preview}
              target={targets[suggestion.column] ?? { target: null }}
              onTarget={target => setTarget(suggestion.column, target)}
              twice={twice.has(suggestion.column)}
            />
          ))}
        </ul>
      </Card>
      <ForAllCard draft={draft} onDraft={onDraft} />
      <OptionsCard draft={draft} onOptions={setOptions} onSheet={onSheet} reading={reading} />
      <Warnings warnings={preview.problems as never} />
      <RowsPreview draft={draft} />
      <div className={styles.steps}>
        <p className={styles.hint} role="status">
          {inTheWay.map(reason => t(`pages.imports.hindrance.${reason}`)).join(' ')}
        </p>
        <Button onClick={onBack}>{t('pages.imports.otherFile')}</Button>
        <Button
          variant="filled"
          disabled={inTheWay.length > 0 || reading}
          onClick={onNext}
          rightSection={<ArrowRight size={15} aria-hidden className={styles.ahead ?? ''} />}
        >
          {t('pages.imports.toCheck')}
        </Button>
      </div>
    </>
  )
}
