import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import {
  criteria,
  type Criterion,
  criteriaOf,
  type Survivorship,
  usualCriteria,
} from '../../contract/golden.ts'
import { useFieldWords } from './field-words.ts'
import styles from './golden.module.css'
import { OrderList } from './OrderList.tsx'

type LineProps = {
  field: string
  mode: 'one' | 'all' | 'latest'
  policy: Survivorship
  onPolicy: (policy: Survivorship) => void
}

/** The order that holds where a field has none of its own. */
export function UsualOrder() {
  const t = useT()
  const order = chainOf(usualCriteria).map(useCriterionName()).join(' › ')
  return <>{t('data-quality.golden.settings.usualOrder', { order })}</>
}

/** What is asked in the end, where nothing else has decided. */
function chainOf(order: readonly Criterion[]): readonly Criterion[] {
  return order.includes('oldest') ? order : [...order, 'oldest']
}

function useCriterionName(): (criterion: Criterion) => string {
  const t = useT()
  return criterion => t(`data-quality.golden.settings.criterion.${criterion}`)
}

/** By which criteria one field is decided, in their order; opened, the order is changed. */
export function FieldPolicyLine({ field, mode, policy, onPolicy }: LineProps) {
  const t = useT()
  const words = useFieldWords()
  const [open, setOpen] = useState(false)
  const order = criteriaOf(policy, field)
  const named = useCriterionName()
  const own = policy.fields[field] !== undefined
  const change = (next: readonly string[] | null) => {
    const { [field]: before, ...others } = policy.fields
    const fields = next ? { ...others, [field]: { ...before, criteria: next as Criterion[] } } : others
    onPolicy({ ...policy, fields })
  }
  return (
    <li>
      <div className={styles.line}>
        <span>{words.labelOf(field)}</span>
        <span className={styles.order}>
          {mode !== 'one' && t(`data-quality.golden.settings.${mode}`)}
          {mode === 'one' &&
            (own ? chainOf(order).map(named).join(' › ') : t('data-quality.golden.settings.usual'))}
        </span>
        {own && <TextLink onClick={() => change(null)}>{t('data-quality.golden.settings.toUsual')}</TextLink>}
        {mode === 'one' && (
          <TextLink onClick={() => setOpen(!open)}>
            {t(`data-quality.golden.settings.${open ? 'close' : 'change'}`)}
          </TextLink>
        )}
      </div>
      {open && (
        <OrderList
          all={criteria.map(value => ({ value, label: named(value) }))}
          order={own ? order : usualCriteria}
          onOrder={change}
        />
      )}
    </li>
  )
}
