import { Select, TextInput } from '@mantine/core'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import type { MakingDraft, MakingRuleShape, OfferedFieldShape } from '../../contract/making.ts'
import styles from './making.module.css'

type Field = MakingDraft['shape']['fields'][number]

type RulesTableProps = {
  title: string
  sampleTitle: string | null
  system: string
  fields: readonly Field[]
  /** Fields that are filled of necessity, and with what, in words. */
  fixed: readonly { field: string; words: string }[]
  offered: readonly OfferedFieldShape[]
  rules: readonly MakingRuleShape[]
  samples: readonly { field: string; value: unknown }[]
  onChange: (rules: MakingRuleShape[]) => void
}

/** Field by field over there: what it is filled with, and what that would be. */
export function RulesTable(props: RulesTableProps) {
  const { title, sampleTitle, fields } = props
  const t = useT()
  return (
    <section className={styles.rules} aria-label={title}>
      <h3>{title}</h3>
      <div className={styles.head} aria-hidden>
        <span>{t('integration.making.field')}</span>
        <span>{t('integration.making.filled')}</span>
        <span>{sampleTitle}</span>
      </div>
      <ul>
        {fields
          .filter(({ kind, computed }) => kind !== 'bytes' && !computed)
          .map(field => (
            <RuleLine key={field.name} {...props} field={field} />
          ))}
      </ul>
    </section>
  )
}

const always = 'always'

function RuleLine(props: RulesTableProps & { field: Field }) {
  const { field, fixed, samples } = props
  const words = fixed.find(each => each.field === field.name)?.words
  const value = samples.find(each => each.field === field.name)?.value
  if (words === undefined) return <FreeLine {...props} value={value} />
  return (
    <li className={styles.rule}>
      <span className={styles.name}>
        <bdi>{field.name}</bdi>
      </span>
      <span className={styles.fixed}>{words}</span>
      <Sample value={value} />
    </li>
  )
}

function Sample({ value }: { value: unknown }) {
  return (
    <span className={styles.sample}>
      <bdi>{value === null || value === undefined ? '' : String(value)}</bdi>
    </span>
  )
}

type FreeLineProps = RulesTableProps & { field: Field; value: unknown }

function FreeLine({ field, system, offered, rules, value, onChange }: FreeLineProps) {
  const t = useT()
  const rule = rules.find(each => each.field === field.name)
  const chosen = !rule ? '' : 'from' in rule ? `from:${rule.from}` : always
  const put = (next: MakingRuleShape | null) =>
    onChange([...rules.filter(each => each.field !== field.name), ...(next ? [next] : [])])
  const choose = (value: string | null) => {
    if (!value) put(null)
    else if (value === always) put({ field: field.name, always: '' })
    else put({ field: field.name, from: value.slice('from:'.length) })
  }
  return (
    <li className={styles.rule} data-out={!rule || undefined}>
      <span className={styles.name}>
        <bdi>{field.name}</bdi>
      </span>
      <Select
        aria-label={`${t('integration.making.filled')}: ${field.name}`}
        data={[
          { value: '', label: t('integration.making.nothing', { system: isolated(system) }) },
          ...offered.map(({ key, label }) => ({ value: `from:${key}`, label: t(label) })),
          { value: always, label: t('integration.making.always') },
        ]}
        value={chosen}
        allowDeselect={false}
        onChange={choose}
      />
      {rule && 'always' in rule ? (
        <TextInput
          aria-label={`${t('integration.making.value')}: ${field.name}`}
          placeholder={t('integration.making.value')}
          value={rule.always}
          onChange={event => put({ field: field.name, always: event.currentTarget.value })}
        />
      ) : (
        <Sample value={value} />
      )}
    </li>
  )
}
