import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { Card } from '../../theme/parts.tsx'
import type { Draft, Options } from './draft.ts'
import { hasKind, matchable, unclearDates } from './draft.ts'
import { countriesIn } from './countries.ts'
import styles from './Imports.module.css'
import { fieldName } from './words.ts'

type OptionsCardProps = {
  draft: Draft
  onOptions: (options: Options) => void
  onSheet: (sheet: string) => void
  reading: boolean
}

const never = '@never'

/** How the file is read and how existing records are found; only what matters for this file. */
export function OptionsCard({ draft, onOptions, onSheet, reading }: OptionsCardProps) {
  const t = useT()
  const { preview, options } = draft
  const set = (change: Options) => onOptions({ ...options, ...change })
  const { sheets, sheet } = preview.import
  const canMatch = matchable(draft).length > 0 && options.match?.length !== 0
  return (
    <Card title={t('pages.imports.options')}>
      <div className={styles.options}>
        {sheets.length > 1 && (
          <Select
            label={t('pages.imports.option.sheet')}
            data={sheets}
            value={sheet}
            disabled={reading}
            onChange={next => next && onSheet(next)}
            allowDeselect={false}
          />
        )}
        <MatchChoice draft={draft} onMatch={match => set({ match })} />
        {canMatch && (
          <Choice
            name="matched"
            values={['update', 'fill', 'skip']}
            value={options.matched ?? 'update'}
            onValue={matched => set({ matched: matched as 'update' })}
          />
        )}
        {canMatch && options.matched !== 'skip' && (
          <Choice
            name="several"
            values={['refuse', 'oldest']}
            value={options.several ?? 'refuse'}
            onValue={several => set({ several: several as 'refuse' })}
          />
        )}
        {unclearDates(draft).length > 0 && (
          <Select
            label={t('pages.imports.option.dateOrder')}
            description={t('pages.imports.option.dateOrderHint', {
              columns: unclearDates(draft).join(', '),
            })}
            placeholder={t('ui.form.pick')}
            data={['dmy', 'mdy'].map(value => ({ value, label: t(`pages.imports.option.${value}`) }))}
            value={options.dateOrder ?? null}
            onChange={dateOrder => set({ dateOrder: (dateOrder ?? undefined) as 'dmy' | undefined })}
          />
        )}
        {hasKind(draft, 'phone') && (
          <CountryChoice value={options.country} onValue={country => set({ country })} />
        )}
        {(hasKind(draft, 'phone') || hasKind(draft, 'email')) && (
          <Choice
            name="unreadable"
            values={['standard', 'keep', 'refuse']}
            value={options.unreadable ?? 'standard'}
            onValue={value => set({ unreadable: value === 'standard' ? undefined : (value as 'keep') })}
          />
        )}
      </div>
    </Card>
  )
}

type ChoiceProps = {
  name: string
  values: readonly string[]
  value: string
  onValue: (value: string) => void
}

function Choice({ name, values, value, onValue }: ChoiceProps) {
  const t = useT()
  return (
    <Select
      label={t(`pages.imports.option.${name}`)}
      data={values.map(each => ({ value: each, label: t(`pages.imports.option.${name}-${each}`) }))}
      value={value}
      onChange={next => next && onValue(next)}
      allowDeselect={false}
    />
  )
}

type MatchChoiceProps = { draft: Draft; onMatch: (match: string[] | undefined) => void }

/** By which field existing records are found. Unasked, the server takes the first that identifies best. */
function MatchChoice({ draft, onMatch }: MatchChoiceProps) {
  const t = useT()
  const { preview, options } = draft
  const keys = matchable(draft)
  const first = preview.matchedBy.find(key => keys.includes(key))
  const nameOf = (key: string) =>
    fieldName(t, preview.import.entity, preview.fields.find(field => field.key === key) ?? { key })
  return (
    <Select
      label={t('pages.imports.option.match')}
      description={t('pages.imports.option.matchHint')}
      data={[
        ...keys.map(key => ({ value: key, label: nameOf(key) })),
        { value: never, label: t('pages.imports.option.matchNever') },
      ]}
      value={options.match?.[0] ?? (options.match ? never : (first ?? never))}
      onChange={key => key && onMatch(key === never ? [] : [key])}
      allowDeselect={false}
    />
  )
}

function CountryChoice({
  value,
  onValue,
}: {
  value: string | undefined
  onValue: (country: string | undefined) => void
}) {
  const t = useT()
  const { locale } = useFormat()
  const data = useMemo(() => countriesIn(locale), [locale])
  return (
    <Select
      label={t('pages.imports.option.country')}
      description={t('pages.imports.option.countryHint')}
      placeholder={t('pages.imports.option.countryNone')}
      data={data}
      value={value ?? null}
      onChange={next => onValue(next ?? undefined)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('ui.form.clear') }}
      nothingFoundMessage={t('ui.form.noMatch')}
    />
  )
}
