import { SegmentedControl } from '@mantine/core'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useUrlStates } from '../../../../ui/shell/url-state.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { SettingsFrame } from '../../../staff/web/index.ts'
import { rateContract, settingsContract } from '../../contract.ts'
import { LeadPolicyCard } from './LeadPolicyCard.tsx'
import { PipelinesPart } from './PipelinesPart.tsx'
import { QuotesPart } from './QuotesPart.tsx'
import { RatesPart } from './RatesPart.tsx'
import { ReasonsPart } from './ReasonsPart.tsx'
import styles from './settings.module.css'

const parts = ['pipelines', 'reasons', 'rates', 'leads', 'quotes'] as const

/** What sales is set up with: pipelines, reasons and competitors, currencies, the rule of leads. */
export default function SalesSettingsPage() {
  const t = useT()
  const [url, setUrl] = useUrlStates(['part'])
  const part = parts.find(one => one === url['part']) ?? 'pipelines'
  useLive(['sales-settings', 'batch'], {
    invalidates: [settingsContract.salesSettings, rateContract.rates],
  })
  return (
    <SettingsFrame title={t('sales.settings.title')}>
      <div className={styles.page}>
        <SegmentedControl
          className={styles.parts ?? ''}
          aria-label={t('sales.settings.parts')}
          data={parts.map(value => ({ value, label: t(`sales.settings.${value}`) }))}
          value={part}
          onChange={value => setUrl({ part: value === 'pipelines' ? undefined : value })}
        />
        {part === 'rates' && <RatesPart />}
        {part === 'leads' && <LeadPolicyCard />}
        {part === 'quotes' && <QuotesPart />}
        {(part === 'pipelines' || part === 'reasons') && <Set part={part} />}
      </div>
    </SettingsFrame>
  )
}

function Set({ part }: { part: 'pipelines' | 'reasons' }) {
  const asked = useCall(settingsContract.salesSettings)
  if (!asked.data)
    return (
      <Card>
        <Reading of={asked} lines={6} />
      </Card>
    )
  return part === 'pipelines' ? <PipelinesPart set={asked.data} /> : <ReasonsPart set={asked.data} />
}
