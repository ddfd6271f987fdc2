import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import { PlugZap } from 'lucide-react'
import { useState } from 'react'
import { callWithBatch } from '../../../../platform/contract/client.ts'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { Bones, Sentence } from '../../../../ui/theme/parts.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { integrationContract } from '../../contract.ts'
import type { JoinedSystem, SomeLimits, SystemKind } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import { emptyDraft, filled, isOfFiles, type Setting, whereOf } from './draft.ts'
import { FilesForm } from './files/FilesForm.tsx'
import { withoutFiles } from './files/forms.ts'
import { WaysForm } from './files/WaysForm.tsx'
import { FailureCard, Findings } from './Findings.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import { fieldFaults } from './words.ts'

type Said = {
  name: string
  settings: Record<string, Setting>
  secrets: Record<string, string>
  limits: SomeLimits
}

/** What was said of a system: its name, where it is, and how much it is asked. Secrets stay unless new ones are entered. */
export function SettingsDialog({ system, onClose }: { system: JoinedSystem; onClose: () => void }) {
  const t = useT()
  const kinds = useCall(integrationContract.systemKinds, {}, { staleTime: Number.POSITIVE_INFINITY })
  const kind = kinds.data?.items.find(each => each.kind === system.kind)
  const [said, setSaid] = useState<Said>({
    name: system.name,
    settings: system.settings ?? {},
    secrets: {},
    limits: system.limits,
  })
  const { save, test, trial, faults, busy } = useSaving(system, said, onClose)
  const result = trial.data?.data
  return (
    <Modal opened onClose={onClose} size="lg" title={`${t('integration.system.settings')}: ${system.name}`}>
      <FormFrame
        onSend={() => void save()}
        ready={said.name.trim() !== '' && !busy}
        sending={busy}
        onCancel={onClose}
        aside={
          <Button leftSection={<PlugZap size={15} aria-hidden />} loading={trial.isPending} onClick={test}>
            {t('integration.connect.test')}
          </Button>
        }
      >
        <TextInput
          label={t('integration.connect.name')}
          value={said.name}
          maxLength={80}
          error={faults.name}
          onChange={event => setSaid({ ...said, name: event.currentTarget.value })}
        />
        {kind ? (
          <SettingsForm
            kind={withoutFiles(kind)}
            values={said}
            faults={faults}
            kept={system.secretsSet}
            onChange={values => setSaid({ ...said, ...values })}
          />
        ) : (
          <Bones lines={4} />
        )}
        {kind && isOfFiles(kind.kind) && (
          <FileSettings
            system={system}
            kind={kind}
            settings={said.settings}
            faults={faults}
            onSettings={settings => setSaid({ ...said, settings })}
          />
        )}
        <LimitFields limits={said.limits} onLimits={limits => setSaid({ ...said, limits })} />
        {result?.failure && <FailureCard failure={result.failure} onAgain={test} />}
        {result && !result.failure && <Findings findings={result.findings} />}
      </FormFrame>
    </Modal>
  )
}

type FileSettingsProps = {
  system: JoinedSystem
  kind: SystemKind
  settings: Said['settings']
  faults: Record<string, string>
  onSettings: (settings: Said['settings']) => void
}

/** What stands in the files, which may have become others since they were joined. */
function FileSettings({ system, kind, settings, faults, onSettings }: FileSettingsProps) {
  const t = useT()
  const wrong = Object.entries(faults).filter(([path]) => path.startsWith('settings.objects'))
  return (
    <details className={styles.more} open={wrong.length > 0 || undefined}>
      <summary>{t('integration.setting.objects')}</summary>
      {wrong.map(([path, words]) => (
        <Sentence key={path} tone="red">
          {words}
        </Sentence>
      ))}
      <FilesForm where={whereOf(emptyDraft, system)} settings={settings} onSettings={onSettings} />
      <WaysForm kind={kind} settings={settings} faults={faults} onSettings={onSettings} />
    </details>
  )
}

function useSaving(system: JoinedSystem, said: Said, onClose: () => void) {
  const t = useT()
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const trial = useMutate(integrationContract.tryConnection)
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const tell = (error: unknown) => {
    const found = fieldFaults(t, error)
    if (found) setFaults(found)
    else tellProblem(error)
  }
  const settings = filled(said.settings)
  const secrets = filled(said.secrets)
  const test = () => {
    setFaults({})
    trial.mutate({ body: { kind: system.kind, settings, secrets, systemId: system.id } }, { onError: tell })
  }
  const save = async () => {
    setBusy(true)
    setFaults({})
    try {
      const { batch } = await callWithBatch(integrationContract.changeSystem, {
        params: { id: system.id },
        body: { name: said.name, settings, secrets, limits: said.limits },
        ifMatch: system.version,
      })
      tellDone(t('integration.system.settingsSaved'), batch)
      void client.invalidateQueries()
      onClose()
    } catch (error) {
      tell(error)
    } finally {
      setBusy(false)
    }
  }
  return { save, test, trial, faults, busy }
}

/** As `usualLimits` of the server says; shown so that one knows what is changed. */
const usual = { atOnce: 8, perSecond: 100, page: 250 } as const

function LimitFields({ limits, onLimits }: { limits: SomeLimits; onLimits: (limits: SomeLimits) => void }) {
  const t = useT()
  const format = useFormat()
  const { timeout = {} } = limits
  const values = { atOnce: limits.atOnce, perSecond: limits.perSecond, page: timeout.page }
  const set = (name: keyof typeof usual, value: number | null) => {
    if (name === 'page') {
      const { page: _, ...others } = timeout
      return onLimits({ ...limits, timeout: value === null ? others : { ...others, page: value } })
    }
    const { [name]: _, ...others } = limits
    onLimits(value === null ? others : { ...others, [name]: value })
  }
  return (
    <details className={styles.more}>
      <summary>{t('integration.system.limits')}</summary>
      <div className={styles.fields}>
        {(Object.keys(usual) as (keyof typeof usual)[]).map(name => (
          <div key={name} data-size="third">
            <NumberInput
              label={t(`integration.system.limit.${name}`)}
              description={t('integration.system.limitHint', { value: format.number(usual[name]) })}
              value={values[name] ?? ''}
              min={name === 'page' ? 20 : 1}
              max={name === 'atOnce' ? 100 : 10_000}
              onChange={next => set(name, next === '' ? null : Number(next))}
            />
          </div>
        ))}
      </div>
    </details>
  )
}
