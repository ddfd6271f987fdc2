import { NumberInput, Switch } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { leadContract, type LeadPolicy } from '../../contract.ts'
import styles from './settings.module.css'
import { useSettingsAct } from './use-settings-act.ts'

type Kept = LeadPolicy & { version: number; updatedAt: string }

/** The rule by which leads are private, shadows, and shared, in sentences. */
export function LeadPolicyCard() {
  const t = useT()
  const asked = useCall(leadContract.leadPolicy)
  return (
    <Card title={t('sales.settings.policyTitle')}>
      {asked.data ? (
        <PolicyForm key={asked.data.version} kept={asked.data} />
      ) : (
        <Reading of={asked} lines={6} />
      )}
    </Card>
  )
}

function PolicyForm({ kept }: { kept: Kept }) {
  const t = useT()
  const format = useFormat()
  const act = useSettingsAct()
  const { version, updatedAt, ...first } = kept
  const [draft, setDraft] = useState<LeadPolicy>(first)
  const [sending, setSending] = useState(false)
  const change = (part: Partial<LeadPolicy>) => setDraft(before => ({ ...before, ...part }))
  const save = async () => {
    setSending(true)
    await act(leadContract.setLeadPolicy, { body: draft, ifMatch: version }, t('sales.settings.done.policy'))
    setSending(false)
  }
  const shares = draft.shareAfterDays !== null
  return (
    <FormFrame onSend={save} ready={JSON.stringify(draft) !== JSON.stringify(first)} sending={sending}>
      <p className={styles.hint}>
        {t('sales.settings.policyHint')} {t('sales.settings.policySince', { when: format.date(updatedAt) })}
      </p>
      <ul className={styles.sentences}>
        <li>
          <Switch
            label={t('sales.settings.privateFirst')}
            checked={draft.privateFirst}
            onChange={event => change({ privateFirst: event.currentTarget.checked })}
          />
        </li>
        <li>
          <p>{t('sales.settings.shadowAfter')}</p>
          <Days
            label={t('sales.settings.shadowLabel')}
            value={draft.shadowAfterDays}
            min={0}
            onChange={shadowAfterDays => change({ shadowAfterDays })}
          />
        </li>
        <li>
          <Switch
            label={t('sales.settings.sharesByRule')}
            checked={shares}
            onChange={event => change({ shareAfterDays: event.currentTarget.checked ? 90 : null })}
          />
        </li>
        {draft.shareAfterDays !== null && (
          <>
            <li>
              <p>{t('sales.settings.shareAfter')}</p>
              <Days
                label={t('sales.settings.shareAfter')}
                value={draft.shareAfterDays}
                min={1}
                onChange={shareAfterDays => change({ shareAfterDays })}
              />
            </li>
            <li>
              <p>{t('sales.settings.announce')}</p>
              <Days
                label={t('sales.settings.announce')}
                value={draft.announceDays}
                min={1}
                max={365}
                onChange={announceDays => change({ announceDays })}
              />
            </li>
          </>
        )}
      </ul>
    </FormFrame>
  )
}

type DaysProps = {
  label: string
  value: number
  min: number
  max?: number
  onChange: (days: number) => void
}

function Days({ label, value, min, max = 3650, onChange }: DaysProps) {
  return (
    <NumberInput
      aria-label={label}
      value={value}
      min={min}
      max={max}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      onChange={days => onChange(Math.max(min, Number(days) || 0))}
    />
  )
}
