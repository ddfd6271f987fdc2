import { Button, SegmentedControl, Select } from '@mantine/core'
import { History } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../platform/contract/hooks.ts'
import { historyContract } from '../../../platform/history/contract.ts'
import { useT } from '../../../platform/i18n/react.ts'
import { Reading } from '../../shell/Reading.tsx'
import { useLive } from '../../shell/live.ts'
import { Page } from '../../shell/Page.tsx'
import { useMay } from '../../shell/session.tsx'
import { Card, EmptyState } from '../../theme/parts.tsx'
import { ActLine } from './ActLine.tsx'
import styles from './Acts.module.css'

const channels = ['screen', 'import', 'api', 'automation', 'command-line', 'system'] as const
type Channel = (typeof channels)[number]

/** What was done, by whom and from where, each act with its undo. */
export default function ActsPage() {
  const t = useT()
  const may = useMay()
  const [whose, setWhose] = useState<'mine' | 'all'>('mine')
  const [channel, setChannel] = useState<Channel | null>(null)
  const [befores, setBefores] = useState<readonly (string | undefined)[]>([undefined])
  const show = (next: 'mine' | 'all') => {
    setWhose(next)
    setBefores([undefined])
  }
  const from = (next: Channel | null) => {
    setChannel(next)
    setBefores([undefined])
  }
  useLive(['batch'], { invalidates: [historyContract.acts] })
  return (
    <Page title={t('pages.acts.title')}>
      <div className={styles.column}>
        <div className={styles.tools}>
          {may('history.undo-any') && (
            <SegmentedControl
              aria-label={t('pages.acts.whose')}
              data={[
                { value: 'mine', label: t('pages.acts.mine') },
                { value: 'all', label: t('pages.acts.all') },
              ]}
              value={whose}
              onChange={next => show(next as 'mine')}
            />
          )}
          <Select
            aria-label={t('pages.acts.channel')}
            placeholder={t('pages.acts.anyChannel')}
            data={channels.map(value => ({ value, label: t(`pages.channel.${value}`) }))}
            value={channel}
            onChange={next => from(next as Channel | null)}
            clearable
            clearButtonProps={{ 'aria-label': t('ui.form.clear') }}
          />
        </div>
        <Card>
          <h2 className="visually-hidden">{t('pages.acts.title')}</h2>
          <ul className={styles.list}>
            {befores.map((before, at) => (
              <Acts
                key={before ?? 'first'}
                mine={whose === 'mine'}
                channel={channel}
                before={before}
                onMore={at === befores.length - 1 ? next => setBefores([...befores, next]) : undefined}
              />
            ))}
          </ul>
        </Card>
      </div>
    </Page>
  )
}

type ActsProps = {
  mine: boolean
  channel: Channel | null
  before: string | undefined
  onMore: ((next: string) => void) | undefined
}

function Acts({ mine, channel, before, onMore }: ActsProps) {
  const t = useT()
  const query = {
    limit: 50,
    mine: mine ? ('true' as const) : ('false' as const),
    ...(before ? { before } : {}),
    ...(channel ? { channel } : {}),
  }
  const page = useCall(historyContract.acts, { query }, { keepPrevious: true })
  if (!page.isSuccess)
    return (
      <li>
        <Reading of={page} lines={6} />
      </li>
    )
  const { items, next } = page.data
  return (
    <>
      {items.map(act => (
        <ActLine key={act.id} act={act} />
      ))}
      {before === undefined && items.length === 0 && (
        <li>
          <EmptyState icon={<History size={20} aria-hidden />} title={t('pages.acts.none')}>
            {t('pages.acts.noneHint')}
          </EmptyState>
        </li>
      )}
      {onMore && next !== null && (
        <li className={styles.more}>
          <Button onClick={() => onMore(next)}>{t('pages.more')}</Button>
        </li>
      )}
    </>
  )
}
