import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { Search, Waypoints } from 'lucide-react'
import { useDeferredValue } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useUrlStates } from '../../../../ui/shell/url-state.ts'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { type CrosswalkState, crosswalkEndpoints as api } from '../../contract/crosswalk.ts'
import { SystemChoice } from '../SystemChoice.tsx'
import { SystemsTabs } from '../SystemsTabs.tsx'
import { usePages } from '../use-pages.ts'
import styles from './crosswalk.module.css'
import { CrosswalkTable } from './CrosswalkTable.tsx'

const states = ['alone', 'linked', 'waiting', 'gone'] as const

type Filters = { q: string; system: string | undefined; state: CrosswalkState | undefined }

/** Which record of which system is which customer here, and what waits for a person. */
export default function CrosswalkPage() {
  const t = useT()
  const [url, set] = useUrlStates(['q', 'system', 'state'])
  const filters: Filters = {
    q: typeof url.q === 'string' || typeof url.q === 'number' ? String(url.q) : '',
    system: typeof url.system === 'string' ? url.system : undefined,
    state: states.find(state => state === url.state),
  }
  const found = useCrosswalk({ ...filters, q: useDeferredValue(filters.q.trim()) })
  const items = found.data?.pages.flatMap(page => page.items)
  const asked = filters.q !== '' || filters.system !== undefined || filters.state !== undefined
  return (
    <Page title={t('integration.crosswalk.title')}>
      <div className={styles.page}>
        <SystemsTabs />
        <CrosswalkFilterBar filters={filters} onChange={set} />
        {!items && (
          <Card>
            <Reading of={found} lines={8} />
          </Card>
        )}
        {items && items.length > 0 && (
          <Card>
            <CrosswalkTable items={items} />
          </Card>
        )}
        {items?.length === 0 && asked && (
          <p className={styles.quiet}>{t('integration.crosswalk.noneFound')}</p>
        )}
        {items?.length === 0 && !asked && (
          <EmptyState icon={<Waypoints size={20} aria-hidden />} title={t('integration.crosswalk.none')}>
            {t('integration.crosswalk.noneHint')}
          </EmptyState>
        )}
        {found.hasNextPage && (
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('integration.crosswalk.more')}
          </Button>
        )}
      </div>
    </Page>
  )
}

function useCrosswalk({ q, system, state }: Filters) {
  return usePages([api.crosswalk.name, q, system, state], (page, signal) =>
    call(
      api.crosswalk,
      {
        query: {
          ...(q ? { q } : {}),
          ...(system ? { system } : {}),
          ...(state ? { state } : {}),
          ...page,
        },
      },
      signal,
    ),
  )
}

type FilterBarProps = { filters: Filters; onChange: (change: Record<string, unknown>) => void }

function CrosswalkFilterBar({ filters, onChange }: FilterBarProps) {
  const t = useT()
  return (
    <div className={styles.filters}>
      <TextInput
        className={styles.search ?? ''}
        aria-label={t('integration.crosswalk.search')}
        placeholder={t('integration.crosswalk.search')}
        leftSection={<Search size={14} aria-hidden />}
        value={filters.q}
        maxLength={200}
        onChange={event => onChange({ q: event.currentTarget.value || undefined })}
      />
      <SystemChoice value={filters.system} onChange={system => onChange({ system })} />
      <SegmentedControl
        aria-label={t('integration.crosswalk.stateLabel')}
        data={[
          { value: 'every', label: t('integration.crosswalk.every') },
          ...states.map(state => ({ value: state, label: t(`integration.crosswalk.filter.${state}`) })),
        ]}
        value={filters.state ?? 'every'}
        onChange={state => onChange({ state: state === 'every' ? undefined : state })}
      />
    </div>
  )
}
