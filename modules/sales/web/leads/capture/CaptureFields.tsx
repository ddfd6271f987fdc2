import { TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { TextLink } from '../../../../../ui/theme/parts.tsx'
import styles from '../leads.module.css'
import type { Capture, CaptureField } from './use-capture.ts'

const always: readonly CaptureField[] = ['name', 'company', 'email', 'phone']
const rare: readonly CaptureField[] = ['jobTitle', 'website', 'city', 'country', 'source']
const longest: Partial<Record<CaptureField, number>> = {
  name: 300,
  company: 300,
  email: 320,
  phone: 100,
  website: 500,
  country: 100,
}

/** What is recognised, in fields that can be filled and corrected. */
export function CaptureFields({ capture: { known, say } }: { capture: Capture }) {
  const t = useT()
  const [more, setMore] = useState(false)
  const shown = [...always, ...rare.filter(field => more || known[field] !== undefined)]
  return (
    <fieldset className={styles.captureFields}>
      <legend className="visually-hidden">{t('sales.leads.capture.recognised')}</legend>
      {shown.map(field => (
        <TextInput
          key={field}
          label={t(`entity.lead.${field}`)}
          value={known[field] ?? ''}
          {...(known[field] ? { dir: 'auto' } : {})}
          maxLength={longest[field] ?? 200}
          autoComplete="off"
          onChange={event => say(field, event.currentTarget.value)}
        />
      ))}
      <Textarea
        className={styles.whole ?? ''}
        label={t('entity.lead.note')}
        value={known.note ?? ''}
        {...(known.note ? { dir: 'auto' } : {})}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={20_000}
        onChange={event => say('note', event.currentTarget.value)}
      />
      {shown.length < always.length + rare.length && (
        <p className={styles.whole}>
          <TextLink onClick={() => setMore(true)}>{t('sales.leads.capture.more')}</TextLink>
        </p>
      )}
    </fieldset>
  )
}
