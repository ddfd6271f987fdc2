import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { LayoutDashboard, WandSparkles } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract as api } from '../../contract.ts'
import type { CleaningView } from '../../contract/cleaning.ts'
import { qualityReads, useQualityAct } from '../board/use-quality-act.ts'
import styles from './cleaning.module.css'
import { GroupCard } from './GroupCard.tsx'

/** Values that could be written better: found in the background, shown as proposals, taken or left by a person. */
export default function CleaningPage() {
  const t = useT()
  const may = useMay()('data-quality.manage')
  const cleaning = useCall(api.cleaning, {}, { refetchInterval: false })
  const running = cleaning.data?.last != null && cleaning.data.last.finishedAt === null
  // While it runs, the counts are read again by themselves; the end is told.
  useCall(api.cleaning, {}, { refetchInterval: running ? 1500 : false })
  useLive(['quality', 'batch'], { invalidates: qualityReads })
  const groups = cleaning.data?.groups ?? []
  const start = useStart()
  const open = groups.reduce((all, group) => all + group.open, 0)
  return (
    <Page
      title={t('data-quality.cleaning.title')}
      count={cleaning.data && t('data-quality.cleaning.open', { count: open })}
      acts={
        <>
          <Button
            component={Link}
            to="/quality"
            leftSection={<LayoutDashboard size={15} strokeWidth={1.75} aria-hidden />}
          >
            {t('data-quality.board.short')}
          </Button>
          {may && (
            <Button
              variant={groups.length === 0 ? 'filled' : 'default'}
              loading={running}
              leftSection={<WandSparkles size={15} strokeWidth={1.75} aria-hidden />}
              onClick={() => void start()}
            >
              {t(cleaning.data?.last ? 'data-quality.cleaning.again' : 'data-quality.cleaning.start')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.page}>
        <p className={styles.intro}>{t('data-quality.cleaning.intro')}</p>
        {cleaning.data?.last && <LastCleaning last={cleaning.data.last} />}
        {!cleaning.data && (
          <Card>
            <Reading of={cleaning} lines={8} />
          </Card>
        )}
        {cleaning.data && groups.length === 0 && !running && <Nothing last={cleaning.data.last} />}
        {groups.map(group => (
          <GroupCard key={`${group.kind} ${group.why}`} group={group} may={may} />
        ))}
      </div>
    </Page>
  )
}

function useStart(): () => Promise<void> {
  const t = useT()
  const act = useQualityAct()
  return async () => {
    if (await act(api.startCleaning, {})) act.tell(t('data-quality.cleaning.started'), null)
  }
}

function Nothing({ last }: { last: CleaningView | null }) {
  const t = useT()
  return (
    <EmptyState
      icon={<WandSparkles size={20} aria-hidden />}
      title={t(last ? 'data-quality.cleaning.nothing' : 'data-quality.cleaning.never')}
    >
      {t(last ? 'data-quality.cleaning.nothingHint' : 'data-quality.cleaning.neverHint')}
    </EmptyState>
  )
}

/** What the last search has looked through and found, or how far it is. */
function LastCleaning({ last }: { last: CleaningView }) {
  const t = useT()
  const format = useFormat()
  const { customers, proposed, finishedAt, error } = last
  if (error) return <p className={styles.failed}>{t('data-quality.cleaning.failed', { error })}</p>
  const counts = { customers, proposed }
  return (
    <p className={styles.hint} role="status">
      {finishedAt
        ? t('data-quality.cleaning.done', { ...counts, when: format.relative(finishedAt) })
        : t('data-quality.cleaning.running', counts)}
    </p>
  )
}
