import { SegmentedControl } from '@mantine/core'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useUrlStates } from '../../../../ui/shell/url-state.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import {
  changeReasons,
  type ForecastChanges,
  forecastLockContract as api,
  forecastMeasures,
} from '../../contract.ts'
import { shortMoney } from './Amount.tsx'
import { Fall } from './Fall.tsx'
import styles from './forecast.module.css'
import type { Asking } from './use-foreseen.ts'

/** From what was locked when the period began to what the forecast says now, reason by reason. */
export function Changes({ asking }: { asking: Asking }) {
  const t = useT()
  const asked = useCall(api.forecastChanges, { query: asking }, { keepPrevious: true })
  const [url, setUrl] = useUrlStates(['measure', 'reason'])
  const measure = forecastMeasures.find(one => one === url['measure']) ?? 'commit'
  const reason = changeReasons.find(one => one === url['reason']) ?? null
  const title = t('sales.forecast.changes.title')
  const measures = asked.data?.measures
  // Why nothing was locked stands above.
  if (asked.data && !measures && asked.data.state !== 'other-currency') return null
  return (
    <Card title={title} aria-label={title}>
      <Reading of={asked} lines={5} />
      <div className={styles.lead}>
        {asked.data && <Told changes={asked.data} measure={measure} />}
        {measures && (
          <SegmentedControl
            size="xs"
            aria-label={t('sales.forecast.measure.label')}
            data={forecastMeasures.map(value => ({ value, label: t(`sales.forecast.measure.${value}`) }))}
            value={measure}
            onChange={value => setUrl({ measure: value, reason: undefined })}
          />
        )}
      </div>
      {asked.data && measures && (
        <Fall
          changes={asked.data}
          change={measures[measure]}
          deals={{ ...asking, measure }}
          open={reason}
          onOpen={next => setUrl({ reason: next ?? undefined })}
        />
      )}
    </Card>
  )
}

type ToldProps = { changes: ForecastChanges; measure: (typeof forecastMeasures)[number] }

/** The change in a sentence, or why there is none to tell. */
function Told({ changes, measure }: ToldProps) {
  const t = useT()
  const format = useFormat()
  const { state, lockedAt, measures, currency, period } = changes
  if (!measures || !lockedAt)
    return (
      <p className={styles.told}>
        {t(`sales.forecast.state.${state}`, { day: format.date(period.from, 'long') })}
      </p>
    )
  const { locked, now, unchanged } = measures[measure]
  const difference = now - locked
  const money = (minor: number, signed = false) => shortMoney(format, { minor, currency, signed })
  return (
    <p className={styles.told}>
      {t('sales.forecast.changes.sentence', {
        day: format.dateTime(lockedAt),
        locked: money(locked),
        now: money(now),
        difference: difference === 0 ? t('sales.forecast.changes.same') : money(difference, true),
      })}{' '}
      {unchanged > 0 && t('sales.forecast.changes.unchanged', { count: unchanged })}
    </p>
  )
}
