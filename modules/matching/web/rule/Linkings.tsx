import { Button } from '@mantine/core'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { notify } from '../../../../ui/shell/toasts.ts'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { Badge, Card } from '../../../../ui/theme/parts.tsx'
import { type Linking, matchingContract } from '../../contract.ts'
import styles from './rule.module.css'

const stale = [matchingContract.linkings, matchingContract.queue, matchingContract.progress]

/** What the rule has linked, act by act; each is taken back as a whole here, or one by one on the customers' pages. */
export function Linkings() {
  const t = useT()
  const tellProblem = useTellProblem()
  const asked = useCall(matchingContract.linkings, {}, { refetchInterval: 4000 })
  const start = useMutate(matchingContract.link, {
    invalidates: stale,
    onDone: () => notify({ message: t('matching.rule.started') }),
  })
  const items = asked.data?.items ?? []
  return (
    <Card
      title={t('matching.rule.linkings')}
      aside={
        <Button
          size="compact-sm"
          loading={start.isPending}
          onClick={() => start.mutate({}, { onError: tellProblem })}
        >
          {t('matching.rule.linkNow')}
        </Button>
      }
    >
      {items.length === 0 ? (
        <p className={styles.quiet}>{t('matching.rule.linkingsNone')}</p>
      ) : (
        <ul className={styles.lines}>
          {items.map(linking => (
            <LinkingLine key={linking.id} linking={linking} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function LinkingLine({ linking }: { linking: Linking }) {
  const t = useT()
  const format = useFormat()
  const tellProblem = useTellProblem()
  const undo = useMutate(historyContract.undo, { invalidates: stale })
  const state = linking.undone ? 'undone' : linking.state
  return (
    <li>
      <span>
        {format.dateTime(linking.askedAt)}
        <br />
        <span className={styles.quiet}>
          {t('matching.rule.linkedCount', { linked: linking.linked, skipped: linking.skipped })}
        </span>
      </span>
      <Badge tone={state === 'failed' ? 'red' : state === 'done' ? 'accent' : 'neutral'}>
        {t(`matching.rule.state.${state}`)}
      </Badge>
      {state === 'done' && linking.linked > 0 && (
        <Button
          size="compact-sm"
          loading={undo.isPending}
          onClick={() => undo.mutate({ params: { id: linking.id } }, { onError: tellProblem })}
        >
          {t('matching.rule.undo')}
        </Button>
      )}
    </li>
  )
}
