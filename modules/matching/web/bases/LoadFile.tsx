import { Button } from '@mantine/core'
import { ArrowLeft } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { StepBar } from '../../../../ui/import/StepBar.tsx'
import { CheckStep } from '../../../../ui/pages/imports/CheckStep.tsx'
import { ColumnsStep } from '../../../../ui/pages/imports/ColumnsStep.tsx'
import { FileStep } from '../../../../ui/pages/imports/FileStep.tsx'
import { stepNames, useWizard } from '../../../../ui/pages/imports/use-wizard.ts'
import { useUrlStates } from '../../../../ui/shell/url-state.ts'
import { matchingContract } from '../../contract.ts'
import styles from './bases.module.css'
import type { WholeBase } from './use-base.ts'

type LoadFileProps = { base: WholeBase; onDone: () => void; onBack?: () => void }

/** A file of the base, read like any import: its columns, what would happen, then in earnest. */
export function LoadFile({ base, onDone, onBack }: LoadFileProps) {
  const t = useT()
  const client = useQueryClient()
  const constants = useMemo(() => ({ base: base.id }), [base.id])
  const wizard = useWizard('base-record', constants)
  const [, setUrl] = useUrlStates(['draft', 'step'])
  const { step, draft } = wizard
  const leave = (after: () => void) => {
    setUrl({ draft: undefined, step: 'load' })
    void client.invalidateQueries({ queryKey: [matchingContract.base.name] })
    after()
  }
  return (
    <div className={styles.load}>
      <div className={styles.loadHead}>
        <StepBar
          steps={stepNames.map(name => t(`pages.imports.step.${name}`))}
          at={stepNames.indexOf(step)}
          onStep={at => wizard.go(stepNames[at] ?? 'file')}
        />
        {onBack && (
          <Button
            leftSection={<ArrowLeft size={15} aria-hidden className="flip" />}
            onClick={() => leave(onBack)}
          >
            {t('matching.bases.load.back')}
          </Button>
        )}
      </div>
      {step === 'file' && (
        <>
          <p className={styles.hint}>{t('matching.bases.load.none')}</p>
          <FileStep
            onFile={wizard.read}
            reading={wizard.reading ? (wizard.file?.name ?? t('pages.imports.one')) : null}
            error={wizard.error}
          />
        </>
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
        <CheckStep
          draft={draft}
          resumed={wizard.resumed}
          onBack={() => wizard.go('columns')}
          onStarted={() => leave(onDone)}
        />
      )}
    </div>
  )
}
