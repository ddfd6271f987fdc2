import { Autocomplete, Button, Select } from '@mantine/core'
import { ArrowRight, Sparkles } from 'lucide-react'
import { useState } from 'react'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { matchingContract, type VocabularyColumn } from '../../contract.ts'
import styles from './bases.module.css'
import { useBaseAct } from './use-base.ts'

type Words = Record<string, string | null>
const stays = '—stays'

/** One column of the base: where it goes, and each of its words beside ours. */
export function VocabularyCard({ baseId, column }: { baseId: string; column: VocabularyColumn }) {
  const t = useT()
  const format = useFormat()
  const act = useBaseAct()
  const [target, setTarget] = useState(column.target)
  const [words, setWords] = useState<Words>(() => given(column))
  const moved = target !== column.target
  const changed = moved || column.words.some(({ theirs, ours }) => words[theirs] !== ours)
  const suggestions = column.words.filter(
    ({ theirs, suggested, ours }) => suggested !== null && words[theirs] === ours && suggested !== ours,
  )
  const unmapped = target === null ? 0 : column.words.filter(({ theirs }) => words[theirs] === null).length
  const fieldName = useFieldName()
  const save = () => {
    const said = Object.fromEntries(Object.entries(words).filter(([theirs, ours]) => ours !== theirs))
    void act(
      matchingContract.setVocabulary,
      { params: { id: baseId }, body: { field: column.field, target, words: moved ? {} : said } },
      t('matching.bases.vocabulary.saved'),
    )
  }
  return (
    <Card
      aria-label={column.label ?? t(`entity.base-record.${column.field}`)}
      title={column.label ?? t(`entity.base-record.${column.field}`)}
      aside={t('matching.bases.vocabulary.distinct', { count: column.distinct, filled: column.filled })}
    >
      <div className={styles.target}>
        <span>{t('matching.bases.vocabulary.becomes')}</span>
        <Select
          aria-label={`${column.label ?? t(`entity.base-record.${column.field}`)} ${t('matching.bases.vocabulary.becomes')}`}
          data={[
            ...column.targets.map(({ field, label }) => ({
              value: field,
              label: fieldName(column, field, label),
            })),
            { value: stays, label: t('matching.bases.vocabulary.leave') },
          ]}
          value={target ?? stays}
          allowDeselect={false}
          onChange={value => setTarget(value === stays ? null : value)}
        />
        {!moved && target !== null && !column.free && (
          <p className={styles.hint} data-part={unmapped > 0 ? 'unsure' : undefined}>
            {unmapped > 0
              ? t('matching.bases.vocabulary.unmapped', { count: unmapped })
              : t('matching.bases.vocabulary.allFit')}
          </p>
        )}
        {suggestions.length > 0 && !moved && (
          <Button
            leftSection={<Sparkles size={14} aria-hidden />}
            onClick={() =>
              setWords({
                ...words,
                ...Object.fromEntries(suggestions.map(({ theirs, suggested }) => [theirs, suggested])),
              })
            }
          >
            {t('matching.bases.vocabulary.takeSuggestions', { count: suggestions.length })}
          </Button>
        )}
        <Button variant={changed ? 'filled' : 'default'} disabled={!changed} onClick={save}>
          {t('matching.bases.vocabulary.save')}
        </Button>
      </div>
      {column.free && (
        <p className={styles.hint}>
          {t('matching.bases.vocabulary.free', { count: format.number(column.distinct) })}
        </p>
      )}
      {!column.free && !moved && target !== null && (
        <WordTable
          column={column}
          words={words}
          onWord={(theirs, ours) => setWords({ ...words, [theirs]: ours })}
        />
      )}
    </Card>
  )
}

function given(column: VocabularyColumn): Words {
  return Object.fromEntries(column.words.map(({ theirs, ours }) => [theirs, ours]))
}

function useFieldName() {
  const t = useT()
  return (column: VocabularyColumn, field: string, label: string | null) => {
    if (label) return t('matching.bases.vocabulary.own', { label })
    const text = `entity.customer.${field}`
    return hasText(text) ? t(text) : (column.label ?? field)
  }
}

type WordTableProps = {
  column: VocabularyColumn
  words: Words
  onWord: (theirs: string, ours: string | null) => void
}

function WordTable({ column, words, onWord }: WordTableProps) {
  const t = useT()
  const format = useFormat()
  return (
    <table className={`${styles.table} ${styles.words}`}>
      <thead>
        <tr>
          <th scope="col">{t('matching.bases.vocabulary.theirs')}</th>
          <th scope="col" className={styles.amount}>
            {t('matching.bases.vocabulary.count')}
          </th>
          <th scope="col">
            <ArrowRight size={14} aria-hidden className="flip" /> {t('matching.bases.vocabulary.ours')}
          </th>
        </tr>
      </thead>
      <tbody>
        {column.words.map(({ theirs, count, suggested }) => (
          <tr key={theirs}>
            <th scope="row">
              <bdi>{theirs}</bdi>
            </th>
            <td className={styles.amount}>{format.number(count)}</td>
            <td>
              <OurWord
                column={column}
                theirs={theirs}
                ours={words[theirs] ?? null}
                suggested={suggested}
                onWord={ours => onWord(theirs, ours)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type OurWordProps = {
  column: VocabularyColumn
  theirs: string
  ours: string | null
  suggested: string | null
  onWord: (ours: string | null) => void
}

/** One of our words where those are a list, any word elsewhere; nothing is a choice too. */
function OurWord({ column, theirs, ours, suggested, onWord }: OurWordProps) {
  const t = useT()
  const label = `${theirs} ${t('matching.bases.vocabulary.becomes')}`
  const nameOf = (value: string) => {
    const choice = column.choices.find(choice => choice.value === value)
    const text = `entity.customer.${column.target}.${value}`
    return choice?.label ?? (hasText(text) ? t(text) : value)
  }
  const hint =
    suggested && suggested !== ours
      ? t('matching.bases.vocabulary.suggested', { word: nameOf(suggested) })
      : null
  const closed = column.target === 'level' || column.target === 'owner'
  return (
    <div className={styles.word}>
      {closed ? (
        <Select
          aria-label={label}
          data={column.choices.map(({ value }) => ({ value, label: nameOf(value) }))}
          value={ours}
          placeholder={t('matching.bases.vocabulary.nothing')}
          clearable
          searchable={column.choices.length > 8}
          onChange={onWord}
        />
      ) : (
        <Autocomplete
          aria-label={label}
          data={column.choices.map(({ value }) => value).slice(0, 100)}
          value={ours ?? ''}
          placeholder={t('matching.bases.vocabulary.nothing')}
          onChange={value => onWord(value === '' ? null : value)}
        />
      )}
      {hint && (
        <button type="button" className={styles.suggestion} onClick={() => onWord(suggested)}>
          {hint}
        </button>
      )}
      {!hint && ours === theirs && (
        <span className={styles.hint}>{t('matching.bases.vocabulary.asItIs')}</span>
      )}
    </div>
  )
}
