import { Button, FileButton } from '@mantine/core'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Faults } from '../../../../ui/pages/imports/Faults.tsx'
import { type Evaluation, matchingContract } from '../../contract.ts'
import styles from './evaluations.module.css'
import { endings } from './evaluation-words.ts'

/** The files of an evaluation: the first, perhaps a second one, and the known pairs where no column says them. */
export function Files({ item, withPairs }: { item: Evaluation; withPairs: boolean }) {
  const t = useT()
  const add = useMutate(matchingContract.addEvaluationFile, { invalidates: [matchingContract.evaluation] })
  const take = (as: 'second' | 'pairs') => (file: File | null) => {
    if (!file) return
    const body = new FormData()
    // Text parts go before the file: the server reads the request in one pass.
    body.set('as', as)
    body.set('file', file)
    add.mutate({ params: { id: item.id }, body } as never)
  }
  const { first, second, pairs } = item.files
  return (
    <div className={styles.files}>
      <FileLine label={t('matching.evaluation.first')} file={first} />
      <FileLine
        label={t('matching.evaluation.second')}
        hint={t('matching.evaluation.secondHint')}
        file={second}
        onFile={take('second')}
      />
      {withPairs && (
        <FileLine
          label={t('matching.evaluation.pairs')}
          hint={t('matching.evaluation.pairsHint')}
          file={pairs}
          onFile={take('pairs')}
        />
      )}
      {add.error && <Faults error={add.error} />}
    </div>
  )
}

type FileLineProps = {
  label: string
  hint?: string
  file: { name: string; size: number } | null
  onFile?: (file: File | null) => void
}

function FileLine({ label, hint, file, onFile }: FileLineProps) {
  const t = useT()
  const format = useFormat()
  const size =
    file &&
    format.number(Math.max(1, file.size / 1024), {
      style: 'unit',
      unit: 'kilobyte',
      maximumFractionDigits: 0,
    })
  return (
    <div className={styles.fileLine}>
      <span>{label}</span>
      <span>{file ? `${file.name} · ${size}` : '–'}</span>
      {onFile && (
        <FileButton accept={endings.join(',')} onChange={onFile} inputProps={{ 'aria-label': label }}>
          {props => (
            <Button size="compact-sm" {...props} aria-label={`${label}: ${t('matching.evaluation.add')}`}>
              {t(file ? 'matching.evaluation.replace' : 'matching.evaluation.add')}
            </Button>
          )}
        </FileButton>
      )}
      {hint && <span className={styles.quiet}>{hint}</span>}
    </div>
  )
}
