import { Check } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import type { GoldenOutcome, GoldenView } from '../../contract/golden.ts'
import { useFieldWords, type Values } from './field-words.ts'
import styles from './golden.module.css'

type Choose = (field: string, member: string | null) => void
type TableProps = { golden: GoldenView; onChoose?: Choose | undefined }

/** The records of a customer side by side: whose value each field shows and why; a click has it show another. */
export function GoldenTable({ golden, onChoose }: TableProps) {
  const t = useT()
  const format = useFormat()
  const outcomes = golden.outcomes.filter(({ decided }) => decided !== 'none')
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('data-quality.golden.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('data-quality.golden.field')}</th>
            {golden.members.map(member => (
              <th key={member.id} scope="col">
                <bdi>{String(member['name'])}</bdi>
                <small>
                  {String(member['source'] ?? '') ||
                    t('data-quality.golden.record', { when: format.date(String(member['createdAt'])) })}
                </small>
              </th>
            ))}
            <th scope="col">{t('data-quality.golden.shown')}</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map(outcome => (
            <FieldRow key={outcome.field} outcome={outcome} golden={golden} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FieldRow({ outcome, golden, onChoose }: TableProps & { outcome: GoldenOutcome }) {
  const t = useT()
  const words = useFieldWords()
  const { field, member: winner, decided } = outcome
  const choosable = onChoose && decided !== 'latest'
  return (
    <tr>
      <th scope="row">{words.labelOf(field)}</th>
      {golden.members.map(member => (
        <ValueCell
          key={member.id}
          text={words.show(field, member)}
          name={String(member['name'])}
          shown={member.id === winner || decided === 'all' || isShown(field, member, golden, words.show)}
          onChoose={
            choosable && !(member.id === winner && decided === 'chosen')
              ? () => onChoose(field, member.id)
              : undefined
          }
        />
      ))}
      <td className={styles.why}>
        {t(`data-quality.golden.why.${decided}`)}
        {decided === 'chosen' && onChoose && (
          <>
            {' · '}
            <TextLink onClick={() => onChoose(field, null)}>{t('data-quality.golden.byRules')}</TextLink>
          </>
        )}
      </td>
    </tr>
  )
}

function isShown(
  field: string,
  member: Values,
  { shown }: GoldenView,
  show: (field: string, values: Values) => string | null,
): boolean {
  const text = show(field, member)
  return text !== null && text === show(field, shown)
}

type CellProps = { text: string | null; name: string; shown: boolean; onChoose: (() => void) | undefined }

function ValueCell({ text, name, shown, onChoose }: CellProps) {
  const t = useT()
  const value = text ?? '–'
  const inside = (
    <>
      {shown && text !== null && <Check size={13} aria-hidden className={styles.mark} />}
      <bdi>{value}</bdi>
    </>
  )
  return (
    <td data-shown={shown && text !== null ? true : undefined}>
      {onChoose && text !== null ? (
        <button
          type="button"
          className={styles.value}
          onClick={onChoose}
          title={t('data-quality.golden.choose', { value, name })}
        >
          {inside}
        </button>
      ) : (
        <span className={styles.value}>{inside}</span>
      )}
    </td>
  )
}
