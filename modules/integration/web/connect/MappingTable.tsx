import { Select, Switch } from '@mantine/core'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Badge } from '../../../../ui/theme/parts.tsx'
import type { Rule, TargetField } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import { RuleDetails } from './RuleDetails.tsx'
import { targetName } from './words.ts'

export type FieldLook = {
  field: string
  samples: readonly string[]
  target: string | null
  confidence: number
}

type MappingTableProps = {
  fields: readonly FieldLook[]
  mapping: readonly Rule[]
  /** What was suggested: it is marked while it stands, and a field that is taken again gets it back. */
  suggested: readonly Rule[]
  targets: readonly TargetField[]
  writable: boolean
  onChange: (mapping: Rule[]) => void
}

/** Without a name nobody can be a customer. */
export function hasName(mapping: readonly Rule[]): boolean {
  return mapping.some(({ target }) => target === 'name' || target === 'givenName' || target === 'familyName')
}

/** Every field of a table of customers: what stands in it, what it becomes, and what may be done with it. */
export function MappingTable(props: MappingTableProps) {
  const t = useT()
  const [detailed, setDetailed] = useState(false)
  const { fields, mapping, suggested, onChange } = props
  const ruleOf = (field: string) => mapping.find(rule => rule.field === field) ?? null
  const set = (field: string, rule: Rule | null) => {
    const all = fields.flatMap(look => {
      const kept = look.field === field ? rule : ruleOf(look.field)
      return kept ? [kept] : []
    })
    onChange(all)
  }
  return (
    <div className={styles.mapping} data-detailed={detailed || undefined}>
      <Switch
        label={t('integration.connect.details')}
        checked={detailed}
        onChange={event => setDetailed(event.currentTarget.checked)}
      />
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {heads(detailed).map(head => (
                <th key={head} scope="col">
                  {t(`integration.connect.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map(look => (
              <FieldRow
                key={look.field}
                {...props}
                look={look}
                rule={ruleOf(look.field)}
                usual={suggested.find(rule => rule.field === look.field) ?? suggested[0] ?? null}
                detailed={detailed}
                onRule={rule => set(look.field, rule)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const heads = (detailed: boolean) => [
  'field',
  'samples',
  'goesTo',
  'write',
  ...(detailed ? ['owner', 'mode', 'freshness'] : []),
]

const leftOut = '@out'
const onlyShown = '@show'

type FieldRowProps = MappingTableProps & {
  look: FieldLook
  rule: Rule | null
  usual: Rule | null
  detailed: boolean
  onRule: (rule: Rule | null) => void
}

function FieldRow({ look, rule, usual, detailed, writable, targets, mapping, onRule }: FieldRowProps) {
  const t = useT()
  const { field, samples } = look
  const used = new Set(mapping.filter(other => other.field !== field).map(({ target }) => target))
  const choose = (next: string | null) => {
    if (next === leftOut || next === null) return onRule(null)
    const base = rule ?? { ...(usual as Rule), field, label: null }
    const target = next === onlyShown ? null : next
    onRule({
      ...base,
      target,
      write: target === null || !writable ? 'no' : base.target === null ? 'yes' : base.write,
    })
  }
  const data = [
    { value: onlyShown, label: t('integration.connect.show') },
    { value: leftOut, label: t('integration.connect.leaveOut') },
    ...targets.map(target => ({
      value: target.key,
      label: targetName(t, target),
      disabled: !target.repeatable && used.has(target.key),
    })),
  ]
  return (
    <tr data-out={rule === null || rule.target === null || undefined}>
      <th scope="row">
        <bdi>{field}</bdi>
      </th>
      <td className={styles.samples}>
        <bdi>{samples.length === 0 ? t('integration.connect.noSamples') : samples.join(' · ')}</bdi>
      </td>
      <td>
        <div className={styles.target}>
          <ArrowRight size={14} aria-hidden className="flip" />
          <Select
            aria-label={`${t('integration.connect.goesTo')}: ${field}`}
            data={data}
            value={rule === null ? leftOut : (rule.target ?? onlyShown)}
            allowDeselect={false}
            searchable
            selectFirstOptionOnChange
            nothingFoundMessage={t('ui.form.noMatch')}
            onChange={choose}
          />
          <Sureness look={look} rule={rule} />
        </div>
      </td>
      <td data-head={t('integration.connect.write')}>
        {rule && rule.target !== null && (
          <Select
            aria-label={`${t('integration.connect.write')}: ${field}`}
            data={(writable ? (['yes', 'request', 'no'] as const) : (['no'] as const)).map(value => ({
              value,
              label: t(`integration.connect.writes.${value}`),
            }))}
            value={rule.write}
            allowDeselect={false}
            onChange={next => onRule({ ...rule, write: (next ?? 'no') as Rule['write'] })}
          />
        )}
      </td>
      {detailed && <RuleDetails rule={rule} onRule={onRule} />}
    </tr>
  )
}

/** How sure the suggestion is, while it is one; what a person chose needs no remark. */
function Sureness({ look, rule }: { look: FieldLook; rule: Rule | null }) {
  const t = useT()
  const stands = rule !== null && rule.target !== null && rule.target === look.target
  return (
    <span className={styles.sureness}>
      {stands && look.confidence >= 0.8 && <Badge tone="accent">{t('integration.connect.suggested')}</Badge>}
      {stands && look.confidence < 0.8 && look.confidence > 0 && (
        <Badge tone="amber">{t('integration.connect.guessed')}</Badge>
      )}
    </span>
  )
}
