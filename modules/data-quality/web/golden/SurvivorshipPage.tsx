import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { SettingsFrame } from '../../../staff/web/index.ts'
import { dataQualityContract } from '../../contract.ts'
import { policyIds } from '../../contract/policies.ts'
import { PolicyHistory } from '../trust/PolicyHistory.tsx'
import { FieldPolicyLine, UsualOrder } from './FieldPolicyLine.tsx'
import styles from './golden.module.css'
import { OrderList } from './OrderList.tsx'
import { TrialCard } from './TrialCard.tsx'

type View = ReplyOf<typeof dataQualityContract.survivorship>

/** Rules by which one value of several records is shown: tried on what is there, then kept. */
export default function SurvivorshipPage() {
  const t = useT()
  const [running, setRunning] = useState(false)
  const view = useCall(dataQualityContract.survivorship, {}, running ? { refetchInterval: 2000 } : {})
  const run = view.data?.run
  useEffect(() => setRunning(run ? run.finishedAt === null : false), [run])
  return (
    <SettingsFrame title={t('data-quality.golden.settings.title')}>
      <div className={styles.column}>
        <p className={styles.hint}>{t('data-quality.golden.settings.hint')}</p>
        {view.data ? (
          <>
            <PolicyForm key={JSON.stringify(view.data.policy)} view={view.data} />
            <Run run={view.data.run} />
            <PolicyHistory id={policyIds.survivorship} />
          </>
        ) : (
          <Card>
            <Reading of={view} lines={8} />
          </Card>
        )}
      </div>
    </SettingsFrame>
  )
}

function PolicyForm({ view }: { view: View }) {
  const t = useT()
  const [draft, setDraft] = useState(view.policy)
  const tellProblem = useTellProblem()
  const tellDone = useTellDone()
  const trial = useMutate(dataQualityContract.trySurvivorship)
  const keep = useMutate(dataQualityContract.setSurvivorship, {
    invalidates: [dataQualityContract.survivorship, historyContract.ofRecord],
    onDone: ({ batch }) => tellDone(t('data-quality.golden.done.kept'), batch),
  })
  const change = (policy: typeof draft) => {
    setDraft(policy)
    trial.reset()
  }
  const ask = (mutation: typeof trial | typeof keep) =>
    void mutation.mutateAsync({ body: draft }).catch(tellProblem)
  return (
    <FormFrame
      onSend={() => ask(keep)}
      ready={JSON.stringify(draft) !== JSON.stringify(view.policy)}
      sending={keep.isPending}
      act={t('data-quality.golden.settings.keep')}
      aside={
        <Button onClick={() => ask(trial)} loading={trial.isPending}>
          {t('data-quality.golden.settings.try')}
        </Button>
      }
    >
      <Sources view={view} order={draft.sources} onOrder={sources => change({ ...draft, sources })} />
      <Card title={t('data-quality.golden.settings.fields')}>
        <p className={styles.hint}>
          {t('data-quality.golden.settings.fieldsHint')} <UsualOrder />
        </p>
        <ul className={styles.lines}>
          {view.fields.map(({ field, mode }) => (
            <FieldPolicyLine key={field} field={field} mode={mode} policy={draft} onPolicy={change} />
          ))}
        </ul>
      </Card>
      {trial.data && <TrialCard trial={trial.data.data} />}
    </FormFrame>
  )
}

type SourceProps = { view: View; order: readonly string[]; onOrder: (order: string[]) => void }

function Sources({ view, order, onOrder }: SourceProps) {
  const t = useT()
  const format = useFormat()
  const all = view.sources.map(({ source, records }) => ({
    value: source,
    label: source || t('data-quality.golden.settings.entered'),
    aside: t('data-quality.golden.settings.records', { count: records, number: format.number(records) }),
  }))
  return (
    <Card title={t('data-quality.golden.settings.sources')}>
      <p className={styles.hint}>{t('data-quality.golden.settings.sourcesHint')}</p>
      <OrderList all={all} order={order} onOrder={onOrder} />
    </Card>
  )
}

/** How far the working out of all families is, or when it was. */
function Run({ run }: Pick<View, 'run'>) {
  const t = useT()
  const format = useFormat()
  if (!run) return null
  const counts = { families: run.families, changed: format.number(run.changed) }
  return (
    <p className={styles.hint} role="status">
      {run.finishedAt
        ? t('data-quality.golden.settings.ran', { ...counts, when: format.ago(run.finishedAt) })
        : t('data-quality.golden.settings.running', counts)}
    </p>
  )
}
