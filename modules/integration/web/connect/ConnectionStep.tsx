import { Button, TextInput } from '@mantine/core'
import { ArrowRight, PlugZap } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { Bones, Card, Sentence } from '../../../../ui/theme/parts.tsx'
import { integrationContract } from '../../contract.ts'
import styles from './connect.module.css'
import { missing } from './draft.ts'
import { withoutFiles } from './files/forms.ts'
import { FailureCard, Findings, isSound } from './Findings.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import type { Guide } from './use-guide.ts'
import { connectorName, fieldFaults } from './words.ts'

/** Where the system is and who we are there, with a test that says what is missing. */
export function ConnectionStep({ guide }: { guide: Guide }) {
  const t = useT()
  const { draft, change, kind, where, go } = guide
  const tellProblem = useTellProblem()
  const trial = useMutate(integrationContract.tryConnection)
  const [faults, setFaults] = useState<Record<string, string>>({})
  const found = useRef<HTMLDivElement>(null)
  const result = trial.data?.data
  useEffect(() => {
    // On a phone it stands below the form.
    if (result) found.current?.scrollIntoView({ block: 'nearest' })
  }, [result])
  if (!kind) return null
  const sound = guide.tried && (result === undefined || isSound(result))
  const gaps = missing(kind, draft)
  const test = () => {
    setFaults({})
    if (draft.name.trim() === '') change({ name: connectorName(t, kind.kind) })
    trial.mutate(
      { body: where },
      {
        onSuccess: ({ data }) => guide.setTried(isSound(data)),
        onError: error => {
          const found = fieldFaults(t, error)
          if (found) setFaults(found)
          else tellProblem(error)
        },
      },
    )
  }
  return (
    <form
      className={styles.step}
      onSubmit={event => {
        event.preventDefault()
        if (sound) go(guide.next)
        else if (gaps.length === 0) test()
      }}
    >
      {guide.late && !guide.tried && <Sentence tone="amber">{t('integration.connect.newSecrets')}</Sentence>}
      <div className={styles.halves}>
        <Card title={t('integration.connect.connectionTitle')}>
          <TextInput
            label={t('integration.connect.name')}
            description={t('integration.connect.nameHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={connectorName(t, kind.kind)}
            value={draft.name}
            maxLength={80}
            data-autofocus
            onChange={event => change({ name: event.currentTarget.value })}
          />
          <SettingsForm
            kind={withoutFiles(kind)}
            values={draft}
            faults={faults}
            onChange={({ settings, secrets }) => {
              guide.setTried(false)
              trial.reset()
              change({ settings, secrets })
            }}
          />
        </Card>
        <div ref={found} className={styles.found}>
          <Card title={t('integration.connect.testTitle')}>
            {trial.isPending && <Bones lines={5} />}
            {!trial.isPending && !result && (
              <div className={styles.findings}>
                <p className={styles.text}>{t('integration.connect.testHint')}</p>
              </div>
            )}
            {!trial.isPending && result?.failure && <FailureCard failure={result.failure} onAgain={test} />}
            {!trial.isPending && result && !result.failure && <Findings findings={result.findings} />}
          </Card>
        </div>
      </div>
      <Acts
        sound={sound}
        tested={result !== undefined}
        testing={trial.isPending}
        ready={gaps.length === 0}
        onBack={() => go('kind')}
        onTest={test}
      />
    </form>
  )
}

type ActsProps = {
  sound: boolean
  tested: boolean
  testing: boolean
  /** All that must be said is said. */
  ready: boolean
  onBack: () => void
  onTest: () => void
}

/** Back, test, and on once the connection stands. */
function Acts({ sound, tested, testing, ready, onBack, onTest }: ActsProps) {
  const t = useT()
  return (
    <div className={styles.acts}>
      <Button onClick={onBack}>{t('integration.connect.back')}</Button>
      <span className={styles.space} />
      {(sound || tested) && (
        <Button
          // Without anything else to send the form, the Enter key tests again.
          type={sound ? 'button' : 'submit'}
          onClick={sound ? onTest : undefined}
          loading={testing}
          disabled={!ready}
        >
          {t('integration.connect.testAgain')}
        </Button>
      )}
      {sound && (
        <Button
          type="submit"
          variant="filled"
          rightSection={<ArrowRight size={15} aria-hidden className="flip" />}
        >
          {t('integration.connect.next')}
        </Button>
      )}
      {!sound && !tested && (
        <Button
          type="submit"
          variant="filled"
          loading={testing}
          disabled={!ready}
          leftSection={<PlugZap size={15} aria-hidden />}
        >
          {t('integration.connect.test')}
        </Button>
      )}
    </div>
  )
}
