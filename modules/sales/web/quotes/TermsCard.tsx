import { Select, Textarea, TextInput } from '@mantine/core'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { languageNames, languages } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { productContract, type QuoteLanguage, type QuoteVersion } from '../../contract.ts'
import { DayInput } from '../DayInput.tsx'
import styles from './quotes.module.css'
import type { Draft } from './use-draft.ts'

type TermsCardProps = { version: QuoteVersion; draft: Draft | null }

const treatments = ['domestic', 'reverse-charge', 'export', 'exempt'] as const

/** For whom and under which terms a version is. */
export function TermsCard({ version, draft }: TermsCardProps) {
  const t = useT()
  return (
    <Card title={t('sales.quoting.facts')} aria-label={t('sales.quoting.facts')}>
      {draft ? <TermsForm draft={draft} /> : <TermsRead version={version} />}
    </Card>
  )
}

function TermsRead({ version }: { version: QuoteVersion }) {
  const t = useT()
  const format = useFormat()
  const facts = {
    recipient: version.recipient,
    language: languageNames[version.language],
    validUntil: format.date(version.validUntil),
    priceList: version.priceList?.title,
    treatment: t(`sales.quoting.treatments.${version.taxTreatment}`),
  }
  return (
    <dl className={styles.facts}>
      {Object.entries(facts).map(
        ([key, value]) =>
          value && (
            <div key={key}>
              <dt>{t(`sales.quoting.${key}`)}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}

function TermsForm({ draft: { head, setHead } }: { draft: Draft }) {
  const t = useT()
  const lists = useCall(productContract.priceLists, {}, { staleTime: 60_000 }).data?.items ?? []
  const fitting = lists.filter(
    ({ id, active, currency }) => id === head.priceList?.id || (active && currency === head.currency),
  )
  return (
    <div className={styles.terms}>
      <TextInput
        label={t('sales.quoting.title')}
        value={head.title}
        dir="auto"
        maxLength={300}
        onChange={event => event.currentTarget.value.trim() && setHead({ title: event.currentTarget.value })}
      />
      <Textarea
        label={t('sales.quoting.recipient')}
        value={head.recipient ?? ''}
        dir="auto"
        maxLength={1000}
        onChange={event => setHead({ recipient: event.currentTarget.value || null })}
      />
      <div className={styles.pair}>
        <Select
          label={t('sales.quoting.language')}
          data={languages.map(value => ({ value, label: languageNames[value] }))}
          value={head.language}
          onChange={next => next && setHead({ language: next as QuoteLanguage })}
        />
        <DayInput
          label={t('sales.quoting.validUntil')}
          value={head.validUntil}
          required
          onChange={day => day && setHead({ validUntil: day })}
        />
      </div>
      <Select
        label={t('sales.quoting.priceList')}
        data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
        value={head.priceList?.id ?? null}
        allowDeselect={false}
        onChange={priceList => setHead({ priceList })}
      />
      <Select
        label={t('sales.quoting.treatment')}
        data={treatments.map(value => ({ value, label: t(`sales.quoting.treatments.${value}`) }))}
        value={head.taxTreatment}
        onChange={next => next && setHead({ taxTreatment: next as (typeof treatments)[number] })}
      />
    </div>
  )
}
