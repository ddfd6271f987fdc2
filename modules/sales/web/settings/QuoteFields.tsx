import { NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { languageNames, languages } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { countriesIn } from '../../../../ui/pages/imports/countries.ts'
import type { QuoteLanguage, QuoteSettings } from '../../contract.ts'
import styles from './settings.module.css'

export type QuotePartProps = {
  draft: QuoteSettings
  change: (part: Partial<QuoteSettings>) => void
  /** Says whether what stands in a field can be kept. */
  refuse: (field: string, is: boolean) => void
}

/** What stands above and below each quote. */
export function QuoteLetterhead({ draft, change }: QuotePartProps) {
  const t = useT()
  return (
    <div className={styles.fields}>
      {(['sender', 'footer'] as const).map(field => (
        <Textarea
          key={field}
          label={t(`sales.quoteSettings.${field}`)}
          description={t(`sales.quoteSettings.${field}Hint`)}
          value={draft[field] ?? ''}
          dir="auto"
          maxLength={1000}
          autosize
          minRows={4}
          maxRows={10}
          onChange={event => change({ [field]: event.currentTarget.value || null })}
        />
      ))}
    </div>
  )
}

/** What holds of a new quote until somebody says otherwise on it. */
export function QuoteDefaults({ draft, change }: QuotePartProps) {
  const t = useT()
  const { locale } = useFormat()
  const countries = useMemo(() => countriesIn(locale), [locale])
  return (
    <div className={styles.fields}>
      <Select
        label={t('sales.quoteSettings.taxCountry')}
        data={countries}
        value={draft.taxCountry}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('ui.form.noMatch')}
        onChange={next => next && change({ taxCountry: next })}
      />
      <Select
        label={t('sales.quoteSettings.language')}
        data={languages.map(value => ({ value, label: languageNames[value] }))}
        value={draft.language}
        allowDeselect={false}
        onChange={next => next && change({ language: next as QuoteLanguage })}
      />
      <NumberInput
        label={t('sales.quoteSettings.validDays')}
        value={draft.validDays}
        min={1}
        max={3650}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        onChange={days => change({ validDays: Math.max(1, Number(days) || 1) })}
      />
      <TextInput
        label={t('sales.quoteSettings.prefix')}
        description={t('sales.quoteSettings.prefixHint', {
          sample: `${draft.prefix}${new Date().getFullYear()}-0042`,
        })}
        inputWrapperOrder={['label', 'input', 'description']}
        value={draft.prefix}
        maxLength={10}
        dir="ltr"
        onChange={event => change({ prefix: event.currentTarget.value })}
      />
    </div>
  )
}

/** The terms, in each language in which a quote can be printed. */
export function QuoteTerms({ draft, change }: QuotePartProps) {
  const t = useT()
  const [language, setLanguage] = useState<QuoteLanguage>(draft.language)
  return (
    <div className={styles.terms}>
      <SegmentedControl
        aria-label={t('sales.quoteSettings.termsIn')}
        data={languages.map(value => ({ value, label: languageNames[value] }))}
        value={language}
        onChange={next => setLanguage(next as QuoteLanguage)}
      />
      <Textarea
        aria-label={t('sales.quoteSettings.termsOf', { language: languageNames[language] })}
        value={draft.terms[language] ?? ''}
        dir="auto"
        lang={language}
        maxLength={20_000}
        autosize
        minRows={6}
        maxRows={20}
        onChange={event =>
          change({ terms: { ...draft.terms, [language]: event.currentTarget.value || null } })
        }
      />
    </div>
  )
}
