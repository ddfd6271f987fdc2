import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ClipboardCheck, ListChecks, RefreshCw, WandSparkles } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract as api } from '../../contract.ts'
import type { Board } from '../../contract/board.ts'
import styles from './board.module.css'
import { Debts } from './Debts.tsx'
import { Dimensions } from './Dimensions.tsx'
import { Fields } from './Fields.tsx'
import { Parts } from './Parts.tsx'
import { percent } from './percent.ts'
import { qualityReads, useQualityAct } from './use-quality-act.ts'

/** How good the data is, what is to be mended and by whom. */
export default function BoardPage() {
  const t = useT()
  const board = useCall(api.board)
  useLive(['quality', 'batch'], { invalidates: qualityReads })
  const nothingYet = board.data && board.data.reach !== 'own' && board.data.day === null
  return (
    <Page
      title={t('data-quality.board.title')}
      count={board.data && t('data-quality.board.customers', { count: board.data.customers })}
      acts={<BoardActs />}
    >
      <div className={styles.board}>
        {board.isPending || board.error ? (
          <Card>
            <Reading of={board} lines={8} />
          </Card>
        ) : null}
        {nothingYet && <NothingYet />}
        {board.data && !nothingYet && (
          <>
            <Summary board={board.data} />
            <Dimensions board={board.data} />
            <div className={styles.columns}>
              <Debts />
              <div className={styles.column}>
                <Fields fields={board.data.fields} />
                <Parts of="teams" parts={board.data.teams} />
                <Parts of="sources" parts={board.data.sources} />
              </div>
            </div>
          </>
        )}
      </div>
    </Page>
  )
}

/** The page in two sentences: how much is in order and what is worst; whose numbers these are. */
function Summary({ board }: { board: Board }) {
  const t = useT()
  const format = useFormat()
  const known = board.dimensions.filter(({ share }) => share.share !== null)
  const asked = known.reduce((all, { share }) => all + share.asked, 0)
  const good = known.reduce((all, { share }) => all + share.good, 0)
  const [worst] = known.toSorted((a, b) => (a.share.share ?? 1) - (b.share.share ?? 1))
  const reach = t(`data-quality.board.reach.${board.reach}`, {
    when: board.day ? format.date(board.day, 'medium') : '',
  })
  if (asked === 0) return <p className={styles.summary}>{reach}</p>
  const worstName = worst ? t(`data-quality.dimension.${worst.dimension}.name`) : ''
  return (
    <p className={styles.summary}>
      <b>{t('data-quality.board.summary', { share: percent(good / asked, format), asked })}</b>{' '}
      {worst && (worst.share.share ?? 1) < 1 && t('data-quality.board.worst', { dimension: worstName })}{' '}
      <span className={styles.quiet}>{reach}</span>
    </p>
  )
}

function NothingYet() {
  const t = useT()
  const may = useMay()
  const check = useCheckNow()
  return (
    <EmptyState
      icon={<ClipboardCheck size={20} aria-hidden />}
      title={t('data-quality.board.nothing')}
      acts={
        may('data-quality.manage') && (
          <Button variant="filled" onClick={() => void check()}>
            {t('data-quality.board.checkNow')}
          </Button>
        )
      }
    >
      {t('data-quality.board.nothingHint')}
    </EmptyState>
  )
}

/** Has all customers checked; the page follows when that has been done. */
function useCheckNow(): () => Promise<void> {
  const t = useT()
  const act = useQualityAct()
  return async () => {
    if (await act(api.sweep, {})) act.tell(t('data-quality.board.checking'), null)
  }
}

function BoardActs() {
  const t = useT()
  const may = useMay()
  const check = useCheckNow()
  return (
    <>
      <Button
        component={Link}
        to="/quality/cleaning"
        leftSection={<WandSparkles size={15} strokeWidth={1.75} aria-hidden />}
      >
        {t('data-quality.cleaning.title')}
      </Button>
      <Button
        component={Link}
        to="/quality/rules"
        leftSection={<ListChecks size={15} strokeWidth={1.75} aria-hidden />}
      >
        {t('data-quality.rules.title')}
      </Button>
      {may('data-quality.manage') && (
        <Button
          className={styles.wide ?? ''}
          leftSection={<RefreshCw size={14} strokeWidth={1.75} aria-hidden />}
          onClick={() => void check()}
        >
          {t('data-quality.board.checkNow')}
        </Button>
      )}
    </>
  )
}
