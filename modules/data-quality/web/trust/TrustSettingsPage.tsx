import { NumberInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { SettingsFrame } from '../../../staff/web/index.ts'
import { dataQualityContract } from '../../contract.ts'
import { policyIds } from '../../contract/policies.ts'
import type { TrustPolicy } from '../../contract/trust.ts'
import { HalfLifeLine } from './HalfLifeLine.tsx'
import { PolicyHistory } from './PolicyHistory.tsx'
import styles from './trust.module.css'
import { useTrustAct } from './use-trust-act.ts'

/** The organisation's policy: how values age, whom to believe, how long a doubt may wait. */
export default function TrustSettingsPage() {
  const t = useT()
  const policy = useCall(dataQualityContract.trustPolicy)
  return (
    <SettingsFrame title={t('data-quality.trust.settings.title')}>
      <div className={styles.settings}>
        <p className={styles.hint}>{t('data-quality.trust.settings.hint')}</p>
        {policy.data ? (
          <>
            <PolicyForm key={JSON.stringify(policy.data)} policy={policy.data} />
            <PolicyHistory id={policyIds.trust} />
          </>
        ) : (
          <Card>
            <Reading of={policy} lines={8} />
          </Card>
        )}
      </div>
    </SettingsFrame>
  )
}

const ageing = [
  'phone',
  'email',
  'address',
  'website',
  'jobTitle',
  'employees',
  'industry',
  'city',
  'postcode',
  'country',
  'language',
]

function PolicyForm({ policy }: { policy: TrustPolicy }) {
  const t = useT()
  const { draft, change, save, saving } = usePolicy(policy)
  const own = useEntity('customer').fields.filter(({ custom }) => custom)
  const keys = [...ageing, ...own.map(({ key }) => key)]
  const percent = (source: string) => Math.round((draft.reliability[source] ?? 0) * 100)
  return (
    <FormFrame onSend={() => void save()} ready sending={saving}>
      <Card title={t('data-quality.trust.settings.ageing')}>
        <p className={styles.hint}>{t('data-quality.trust.settings.ageingHint')}</p>
        <ul className={styles.policy}>
          {keys.map(key => (
            <HalfLifeLine
              key={key}
              field={key}
              years={draft.halfLives[key] ?? null}
              onYears={years => change({ halfLives: { ...draft.halfLives, [key]: years } })}
            />
          ))}
        </ul>
      </Card>
      <Card title={t('data-quality.trust.settings.sources')}>
        <p className={styles.hint}>{t('data-quality.trust.settings.sourcesHint')}</p>
        <ul className={styles.policy}>
          {Object.keys(draft.reliability).map(source => (
            <li key={source}>
              <span>{sourceName(source, t)}</span>
              <NumberInput
                aria-label={sourceName(source, t)}
                value={percent(source)}
                min={0}
                max={100}
                suffix={'\u202f%'}
                allowDecimal={false}
                onChange={value =>
                  change({ reliability: { ...draft.reliability, [source]: Number(value) / 100 } })
                }
              />
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('data-quality.trust.settings.disputes')}>
        <ul className={styles.policy}>
          <li>
            <span>{t('data-quality.trust.settings.hours')}</span>
            <NumberInput
              aria-label={t('data-quality.trust.settings.hours')}
              value={draft.settleWithinHours}
              min={1}
              max={8760}
              allowDecimal={false}
              onChange={value => change({ settleWithinHours: Number(value) || 1 })}
            />
          </li>
        </ul>
      </Card>
    </FormFrame>
  )
}

function sourceName(source: string, t: ReturnType<typeof useT>): string {
  const [channel = '', name] = source.split(/:(.*)/s)
  const way = t(`data-quality.trust.channel.${channel}`)
  return name ? `${way}: ${name}` : way
}

function usePolicy(policy: TrustPolicy) {
  const t = useT()
  const act = useTrustAct()
  const client = useQueryClient()
  const [draft, setDraft] = useState(policy)
  const [saving, setSaving] = useState(false)
  const change = (part: Partial<TrustPolicy>) => setDraft(before => ({ ...before, ...part }))
  const save = async () => {
    setSaving(true)
    const done = t('data-quality.trust.done.policy')
    await act(dataQualityContract.setTrustPolicy, { body: draft }, { done })
    setSaving(false)
    await client.invalidateQueries({ queryKey: [dataQualityContract.trustPolicy.name] })
  }
  return { draft, change, save, saving }
}
