import { Button } from '@mantine/core'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
import { Badge, Card } from '../../../../ui/theme/parts.tsx'
import { matchingContract, type Search } from '../../contract.ts'
import styles from './rule.module.css'

const stale = [matchingContract.runs, matchingContract.queue, matchingContract.progress]

/** Searches through the base, how far they are and what they found. */
export function Searches() {
  const t = useT()
  const tellProblem = useTellProblem()
  const asked = useCall(matchingContract.runs, {}, { refetchInterval: 3000 })
  const start = useMutate(matchingContract.startRun, { invalidates: stale })
  const items = asked.data?.items ?? []
  const running = items.some(({ state }) => state === 'waiting' || state === 'running')
  return (
    <Card
      title={t('matching.rule.searches')}
      aside={
        <span className={styles.acts}>
          {(['new', 'full'] as const).map(kind => (
            <Button
              key={kind}
              size="compact-sm"
              disabled={running}
              onClick={() => start.mutate({ body: { kind } }, { onError: tellProblem })}
            >
              {t(kind === 'full' ? 'matching.rule.searchFull' : 'matching.rule.searchNew')}
            </Button>
          ))}
        </span>
      }
    >
      {items.length === 0 ? (
        <p className={styles.quiet}>{t('matching.rule.searchesNone')}</p>
      ) : (
        <ul className={styles.lines}>
          {items.slice(0, 6).map(search => (
            <SearchLine key={search.id} search={search} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function SearchLine({ search }: { search: Search }) {
  const t = useT()
  const format = useFormat()
  const cancel = useMutate(matchingContract.cancelRun, { invalidates: stale })
  const { records = 0, found = 0, fresh = 0, left = 0 } = search.counts
  const active = search.state === 'waiting' || search.state === 'running'
  return (
    <li>
      <span>
        {t(`matching.rule.kind.${search.kind}`)} · {format.dateTime(search.askedAt)}
        <br />
        <span className={styles.quiet}>
          {search.error ??
            (active
              ? search.step
              : t('matching.rule.searchCount', { records: format.number(records), found, fresh, left }))}
        </span>
      </span>
      <Badge tone={search.state === 'failed' ? 'red' : search.state === 'done' ? 'accent' : 'neutral'}>
        {t(`matching.rule.state.${search.state}`)}
      </Badge>
      {active && (
        <Button size="compact-sm" onClick={() => cancel.mutate({ params: { id: search.id } })}>
          {t('matching.rule.stop')}
        </Button>
      )}
    </li>
  )
}
