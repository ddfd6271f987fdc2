import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useMutate } from '../../../platform/contract/hooks.ts'
import { useT } from '../../../platform/i18n/react.ts'
import { transferContract } from '../../../platform/transfer/contract.ts'
import { importCheck } from '../../shell/web-module.ts'
import { SlotOutlet } from '../../shell/slots.tsx'
import { useTellProblem } from '../../shell/undo.ts'
import { Bones, Card } from '../../theme/parts.tsx'
import { Counts } from './Counts.tsx'
import type { Draft } from './draft.ts'
import { requestOf } from './draft.ts'
import { Faults } from './Faults.tsx'
import styles from './Imports.module.css'
import { Refusals } from './Refusals.tsx'
import { Running } from './Running.tsx'
import { isUnderWay, useImport } from './standing.ts'
import { Warnings } from './Warnings.tsx'

type CheckStepProps = {
  draft: Draft
  /** It was under way, or done, when the page was loaded anew. */
  resumed: boolean
  onBack: () => void
  /** What comes when it has been started in earnest; otherwise the import's own page opens. */
  onStarted?: () => void
}

/** What would happen, counted without writing anything; then in earnest. */
export function CheckStep({ draft, resumed, onBack, onStarted }: CheckStepProps) {
  const t = useT()
  const navigate = useNavigate()
  const tellProblem = useTellProblem()
  const { id } = draft.preview.import
  const params = { id }
  const invalidates = [transferContract.import, transferContract.imports, transferContract.refusals]
  const check = useMutate(transferContract.startImport, { invalidates })
  const start = useMutate(transferContract.startImport, { invalidates })
  const [alike, setAlike] = useState(draft.options.alike ?? 'keep')
  const request = { ...requestOf(draft), options: { ...requestOf(draft).options, alike } }
  const begun = useRef(false)
  useEffect(() => {
    // Development mounts twice; a check that runs cannot be started again.
    if (begun.current || resumed) return
    begun.current = true
    check.mutate({ params, body: { ...request, dryRun: true } as never })
  })
  const asked = useImport(check.isSuccess || resumed ? id : undefined)
  const item = asked.data
  const run = () =>
    start.mutate(
      { params, body: { ...request, dryRun: false } as never },
      { onSuccess: onStarted ?? (() => void navigate({ to: `/imports/${id}` })), onError: tellProblem },
    )
  const checkAgain = (wanted: typeof alike) => {
    setAlike(wanted)
    const options = { ...request.options, alike: wanted }
    check.mutate({ params, body: { ...request, options, dryRun: true } as never }, { onError: tellProblem })
  }
  const checked = item?.state === 'checked'
  return (
    <>
      {check.error && <Faults error={check.error} />}
      {item?.state === 'failed' && (
        <Faults sentences={[t('pages.imports.outcome.failed', { error: item.error ?? '' })]} />
      )}
      {!item && !check.error && (
        <Card title={t('pages.imports.working.waiting')}>
          <Bones lines={3} />
        </Card>
      )}
      {item && isUnderWay(item) && <Running item={item} />}
      {item && item.read > 0 && (
        <Card title={t('pages.imports.wouldHappen')}>
          <Counts {...item} imagined />
        </Card>
      )}
      {item && (
        <SlotOutlet
          of={importCheck}
          props={{ importId: id, entity: item.entity, state: item.state, alike, onAlike: checkAgain }}
        />
      )}
      {item && <Warnings warnings={item.warnings} />}
      {checked && item.refused > 0 && <Refusals id={id} count={item.refused} />}
      <div className={styles.steps}>
        <p className={styles.hint}>{checked && t('pages.imports.nothingYet')}</p>
        <Button onClick={onBack} disabled={item !== undefined && isUnderWay(item)}>
          {t('pages.imports.backToColumns')}
        </Button>
        <Button
          variant="filled"
          leftSection={<Play size={15} aria-hidden />}
          disabled={!checked || item.created + item.matched === 0}
          loading={start.isPending}
          onClick={run}
        >
          {t('pages.imports.startCount', { count: item ? item.created + item.matched : 0 })}
        </Button>
      </div>
    </>
  )
}
