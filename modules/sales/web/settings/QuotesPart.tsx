import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useLive } from '../../../../ui/shell/live.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { quoteContract, type QuoteSettings } from '../../contract.ts'
import { LimitsFields } from './LimitsFields.tsx'
import { QuoteDefaults, QuoteLetterhead, QuoteTerms } from './QuoteFields.tsx'
import styles from './settings.module.css'
import { useSettingsAct } from './use-settings-act.ts'

const read = [quoteContract.quoteSettings]

/** Who sends quotes, under what terms, and how much each role may take off. */
export function QuotesPart() {
  const asked = useCall(quoteContract.quoteSettings)
  useLive(['quote-settings', 'batch'], { invalidates: read })
  if (!asked.data)
    return (
      <Card>
        <Reading of={asked} lines={10} />
      </Card>
    )
  // Anew once it was kept here, by somebody else, or taken back.
  return <QuotesForm key={asked.data.version} kept={asked.data} />
}

function QuotesForm({ kept: { version, ...kept } }: { kept: QuoteSettings & { version: number } }) {
  const t = useT()
  const act = useSettingsAct()
  const [draft, setDraft] = useState<QuoteSettings>(kept)
  const [refused, setRefused] = useState<readonly string[]>([])
  const [sending, setSending] = useState(false)
  const change = (part: Partial<QuoteSettings>) => setDraft(before => ({ ...before, ...part }))
  const refuse = (field: string, is: boolean) =>
    setRefused(before => [...before.filter(one => one !== field), ...(is ? [field] : [])])
  const save = async () => {
    setSending(true)
    await act(
      quoteContract.setQuoteSettings,
      { body: draft, ifMatch: version },
      t('sales.quoteSettings.done'),
    )
    setSending(false)
  }
  const parts = { draft, change, refuse }
  const changed = JSON.stringify(draft) !== JSON.stringify(kept)
  return (
    <FormFrame onSend={save} ready={changed && refused.length === 0} byKey sending={sending}>
      <Card title={t('sales.quoteSettings.letterhead')}>
        <p className={styles.hint}>{t('sales.quoteSettings.letterheadHint')}</p>
        <QuoteLetterhead {...parts} />
      </Card>
      <Card title={t('sales.quoteSettings.defaults')}>
        <p className={styles.hint}>{t('sales.quoteSettings.defaultsHint')}</p>
        <QuoteDefaults {...parts} />
      </Card>
      <Card title={t('sales.quoteSettings.terms')}>
        <p className={styles.hint}>{t('sales.quoteSettings.termsHint')}</p>
        <QuoteTerms {...parts} />
      </Card>
      <Card title={t('sales.quoteSettings.limits')}>
        <p className={styles.hint}>{t('sales.quoteSettings.limitsHint')}</p>
        <LimitsFields {...parts} />
      </Card>
    </FormFrame>
  )
}
