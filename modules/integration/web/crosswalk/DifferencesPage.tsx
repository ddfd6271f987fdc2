import { Scale } from 'lucide-react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useUrlState } from '../../../../ui/shell/url-state.ts'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { crosswalkEndpoints as api } from '../../contract/crosswalk.ts'
import stacked from '../stacked.module.css'
import { SystemChoice } from '../SystemChoice.tsx'
import { SystemsTabs } from '../SystemsTabs.tsx'
import { ComparisonRows } from './ComparisonRows.tsx'
import styles from './crosswalk.module.css'

type Comparisons = ReplyOf<typeof api.comparisons>

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
const columns = ['when', 'object', 'read', 'missing', 'other', 'gone'] as const

/** What comparing our copy with the systems found, comparison by comparison and week by week. */
export default function DifferencesPage() {
  const t = useT()
  const [system, setSystem] = useUrlState('system', textOf)
  const asked = useCall(
    api.comparisons,
    { query: system ? { system } : {} },
    { keepPrevious: true, refetchInterval: 30_000 },
  )
  const heads = columns.map(key => ({ key, head: t(`integration.comparisons.${key}`) }))
  const items = asked.data?.items
  return (
    <Page title={t('integration.comparisons.title')}>
      <div className={styles.page}>
        <SystemsTabs />
        <p className={styles.quiet}>{t('integration.comparisons.hint')}</p>
        <div className={styles.filters}>
          <SystemChoice value={system} onChange={setSystem} />
        </div>
        {!items && (
          <Card>
            <Reading of={asked} lines={8} />
          </Card>
        )}
        {items?.length === 0 && (
          <EmptyState icon={<Scale size={20} aria-hidden />} title={t('integration.comparisons.none')}>
            {t('integration.comparisons.noneHint')}
          </EmptyState>
        )}
        {asked.data && items && items.length > 0 && (
          <>
            <ByWeek comparisons={asked.data} />
            <Card title={t('integration.comparisons.latest')}>
              <div className={stacked.stacked}>
                <PlainTable heads={heads} label={t('integration.comparisons.latest')}>
                  {items.map(item => (
                    <ComparisonRows key={item.id} comparison={item} />
                  ))}
                </PlainTable>
              </div>
            </Card>
          </>
        )}
      </div>
    </Page>
  )
}

/** Differences by object and week: more than before means that something got past following. */
function ByWeek({ comparisons: { items, weeks } }: { comparisons: Comparisons }) {
  const t = useT()
  const format = useFormat()
  const names = new Map(items.map(item => [item.objectId, `${item.systemName} · ${item.objectName}`]))
  const days = [...new Set(weeks.map(({ week }) => week))]
  const objects = [...new Set(weeks.map(({ objectId }) => objectId))].filter(id => names.has(id))
  if (days.length === 0) return null
  const heads = [
    { key: 'object', head: t('integration.comparisons.object') },
    ...days.map(day => ({
      key: day,
      head: format.dateParts(`${day}T00:00:00Z`, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    })),
  ]
  const found = (id: string, day: string) =>
    weeks.find(({ objectId, week }) => objectId === id && week === day)?.differences
  return (
    <Card title={t('integration.comparisons.weeks')}>
      <PlainTable heads={heads} label={t('integration.comparisons.weeks')}>
        <tbody>
          {objects.map(id => (
            <tr key={id}>
              <td>
                <bdi>{names.get(id)}</bdi>
              </td>
              {days.map(day => (
                <td key={day} className={styles.number}>
                  {found(id, day) === undefined ? '–' : format.number(found(id, day) ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Card>
  )
}
