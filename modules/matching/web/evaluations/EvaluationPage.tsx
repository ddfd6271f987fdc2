import { Button, Loader, Popover } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Trash2, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { notify } from '../../../../ui/shell/toasts.ts'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { Card, Sentence } from '../../../../ui/theme/parts.tsx'
import { type Evaluation, matchingContract } from '../../contract.ts'
import styles from './evaluations.module.css'
import { isActive } from './evaluation-words.ts'
import { Result } from './Result.tsx'
import { Setup } from './Setup.tsx'

/** One evaluation: its files and answers, how far it is, and what came of it. */
export default function EvaluationPage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const found = useCall(matchingContract.evaluation, { params: { id } }, { refetchInterval: 1500 })
  const item = found.data
  const title = item?.files.first.name ?? t('matching.evaluation.title')
  const crumbs = (
    <>
      <Link to="/matching/rule">{t('matching.rule.title')}</Link> /{' '}
      <Link to="/matching/evaluations">{t('matching.evaluation.title')}</Link> /{' '}
      <b className={styles.here}>
        <bdi>{title}</bdi>
      </b>
    </>
  )
  return (
    <Page title={title} crumbs={crumbs} acts={item && !isActive(item.state) && <Remove id={item.id} />}>
      <div className={styles.column}>
        {!item && (
          <Card>
            <Reading of={found} lines={6} />
          </Card>
        )}
        {item && <Standing item={item} />}
        {item?.result && <Result result={item.result} />}
        {item && !isActive(item.state) && <Setup key={item.files.second?.name ?? ''} item={item} />}
      </div>
    </Page>
  )
}

function Standing({ item: { id, state, error, cancelAsked, startedAt } }: { item: Evaluation }) {
  const t = useT()
  const format = useFormat()
  const tellProblem = useTellProblem()
  const cancel = useMutate(matchingContract.cancelEvaluation, { invalidates: [matchingContract.evaluation] })
  const words = cancelAsked
    ? t('matching.evaluation.stopping')
    : state === 'waiting' || !startedAt
      ? t('matching.evaluation.waiting')
      : t('matching.evaluation.working', { time: format.time(startedAt) })
  if (isActive(state))
    return (
      <Sentence
        tone="neutral"
        icon={<Loader size={14} aria-hidden />}
        acts={
          !cancelAsked && (
            <Button onClick={() => cancel.mutate({ params: { id } }, { onError: tellProblem })}>
              {t('ui.import.stop')}
            </Button>
          )
        }
      >
        <span role="status">{words}</span>
      </Sentence>
    )
  if (state !== 'failed' && state !== 'cancelled') return null
  return (
    <Sentence tone={state === 'failed' ? 'red' : 'neutral'} icon={<TriangleAlert size={16} aria-hidden />}>
      {state === 'failed'
        ? t('matching.evaluation.failed', { error: error ?? '' })
        : t('matching.evaluation.cancelled')}
    </Sentence>
  )
}

/** The files go for good, so it is asked first. */
function Remove({ id }: { id: string }) {
  const t = useT()
  const navigate = useNavigate()
  const tellProblem = useTellProblem()
  const [asking, setAsking] = useState(false)
  const remove = useMutate(matchingContract.removeEvaluation, {
    invalidates: [matchingContract.evaluations],
    onDone: () => {
      notify({ message: t('matching.evaluation.removed') })
      void navigate({ to: '/matching/evaluations' })
    },
  })
  return (
    <Popover opened={asking} onChange={setAsking} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button leftSection={<Trash2 size={14} aria-hidden />} onClick={() => setAsking(true)}>
          {t('matching.evaluation.remove')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.form}>
          <p>{t('matching.evaluation.removeAsk')}</p>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ params: { id } }, { onError: tellProblem })}
          >
            {t('matching.evaluation.remove')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
