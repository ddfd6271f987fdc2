import { Button } from '@mantine/core'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useMutate } from '../../../../../platform/contract/hooks.ts'
import { useT } from '../../../../../platform/i18n/react.ts'
import { useTellProblem } from '../../../../../ui/shell/undo.ts'
import { Card, Sentence } from '../../../../../ui/theme/parts.tsx'
import { integrationContract } from '../../../contract.ts'
import styles from '../connect.module.css'
import type { Setting } from '../draft.ts'
import { FailureCard, Findings, isSound } from '../Findings.tsx'
import type { Guide } from '../use-guide.ts'
import { fieldFaults } from '../words.ts'
import { FilesForm } from './FilesForm.tsx'
import { formsOf, hindranceIn } from './forms.ts'
import { WaysForm } from './WaysForm.tsx'

/** What stands in the files: proposed from those that lie there, so that one only has to look. */
export function FilesStep({ guide }: { guide: Guide }) {
  const t = useT()
  const { draft, change, go, where, kind } = guide
  const { check, busy, result, faults } = useChecking(guide)
  const forms = formsOf(draft.settings)
  const hindrance = hindranceIn(forms)
  // Tables that were chosen may be others now.
  const set = (settings: Record<string, Setting>) => change({ settings, chosen: null })
  const said = Object.entries(faults)
  return (
    <form
      className={styles.step}
      onSubmit={event => {
        event.preventDefault()
        if (forms.length > 0 && !hindrance) check()
      }}
    >
      <FilesForm where={where} settings={draft.settings} onSettings={set} />
      {kind && (
        <Card title={t('integration.files.outTitle')}>
          <WaysForm kind={kind} settings={draft.settings} faults={faults} onSettings={set} />
        </Card>
      )}
      {said.map(([path, words]) => (
        <Sentence key={path} tone="red">
          {words}
        </Sentence>
      ))}
      {result && !isSound(result) && (
        <Card title={t('integration.connect.testTitle')}>
          {result.failure ? (
            <FailureCard failure={result.failure} onAgain={check} />
          ) : (
            <Findings findings={result.findings} />
          )}
        </Card>
      )}
      <div className={styles.acts}>
        <Button onClick={() => go(guide.former)}>{t('integration.connect.back')}</Button>
        <p className={styles.space} role="status">
          {hindrance
            ? t(`integration.files.${hindrance.code}`, { name: hindrance.name })
            : t('integration.files.taken', { count: forms.length })}
        </p>
        <Button
          type="submit"
          variant="filled"
          loading={busy}
          disabled={forms.length === 0 || hindrance !== null}
          rightSection={<ArrowRight size={15} aria-hidden className="flip" />}
        >
          {t('integration.connect.next')}
        </Button>
      </div>
    </form>
  )
}

/** Reads the files as they are described, and goes on where nothing stands in the way. */
function useChecking({ where, go, next }: Guide) {
  const t = useT()
  const tellProblem = useTellProblem()
  const trial = useMutate(integrationContract.tryConnection)
  const [faults, setFaults] = useState<Record<string, string>>({})
  const check = () => {
    setFaults({})
    trial.mutate(
      { body: where },
      {
        onSuccess: ({ data }) => isSound(data) && go(next),
        onError: error => {
          const found = fieldFaults(t, error)
          if (found) setFaults(found)
          else tellProblem(error)
        },
      },
    )
  }
  return { check, busy: trial.isPending, result: trial.data?.data, faults }
}
