import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Avatar, Badge, Card, EmptyState, TextLink } from '../../../../ui/theme/parts.tsx'
import { CheckCheck } from 'lucide-react'
import { dataQualityContract as api } from '../../contract.ts'
import type { Debt } from '../../contract/board.ts'
import styles from './board.module.css'
import { Drill } from './Drill.tsx'

/** What is to be mended, by rule and by who mends; each number opens a list in which it can be done. */
export function Debts() {
  const t = useT()
  const [whose, setWhose] = useState<'all' | 'mine'>('all')
  const debts = useCall(
    api.debts,
    { query: { mine: whose === 'mine' ? 'true' : 'false' } },
    { keepPrevious: true },
  )
  const items = debts.data?.items ?? []
  return (
    <Card
      title={t('data-quality.debts.title')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('data-quality.debts.whose')}
          data={[
            { value: 'all', label: t('data-quality.debts.all') },
            { value: 'mine', label: t('data-quality.debts.mine') },
          ]}
          value={whose}
          onChange={value => setWhose(value as 'all' | 'mine')}
        />
      }
    >
      <Reading of={debts} lines={6} />
      {debts.data && items.length === 0 && (
        <EmptyState icon={<CheckCheck size={20} aria-hidden />} title={t('data-quality.debts.none')}>
          {t(whose === 'mine' ? 'data-quality.debts.noneMine' : 'data-quality.debts.noneHint')}
        </EmptyState>
      )}
      {items.length > 0 && <DebtTable items={items} />}
    </Card>
  )
}

/** Rules by how much is open, each with those who mend it. */
function DebtTable({ items }: { items: readonly Debt[] }) {
  const t = useT()
  const heads = ['rule', 'open', 'week', 'oldest'].map(key => ({ key, head: t(`data-quality.debts.${key}`) }))
  const rules = [...Map.groupBy(items, ({ rule }) => rule.id).values()].toSorted(
    (a, b) => openIn(b) - openIn(a),
  )
  return (
    <PlainTable heads={heads} label={t('data-quality.debts.title')}>
      {rules.map(debts => (
        <RuleDebts key={debts[0]?.rule.id} debts={debts} />
      ))}
    </PlainTable>
  )
}

const sum = (debts: readonly Debt[], key: 'open' | 'added' | 'mended') =>
  debts.reduce((all, debt) => all + debt[key], 0)
const openIn = (debts: readonly Debt[]) => sum(debts, 'open')

/** So many people are shown below a rule before somebody asks for the others. */
const shownAtFirst = 3

function RuleDebts({ debts }: { debts: readonly Debt[] }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const [{ rule, filter }] = debts as [Debt]
  const shown = all || debts.length <= shownAtFirst + 1 ? debts : debts.slice(0, shownAtFirst)
  // Who mends is part of a filter only where each owner mends his own.
  const whole = debts.length > 1 ? { field: '@rule', op: 'eq', value: rule.id } : filter
  const oldest = debts.map(debt => debt.oldest).toSorted()[0] ?? ''
  return (
    <tbody className={styles.debts}>
      <tr>
        <td>
          <span className={styles.rule}>
            {rule.name}
            {rule.severity === 'refuse' && <Badge tone="red">{t('data-quality.severity.refuse.name')}</Badge>}
          </span>
        </td>
        <Numbers
          label={t('data-quality.debts.openLabel', { count: openIn(debts), rule: rule.name })}
          numbers={{
            open: openIn(debts),
            added: sum(debts, 'added'),
            mended: sum(debts, 'mended'),
            oldest,
            filter: whole,
          }}
        />
      </tr>
      {shown.map(debt => (
        <PersonDebt key={debt.owner?.id ?? ''} debt={debt} />
      ))}
      {shown.length < debts.length && (
        <tr className={styles.person}>
          <td colSpan={4}>
            <TextLink onClick={() => setAll(true)}>
              {t('data-quality.debts.others', { count: debts.length - shown.length })}
            </TextLink>
          </td>
        </tr>
      )}
    </tbody>
  )
}

function PersonDebt({ debt }: { debt: Debt }) {
  const t = useT()
  const { rule, owner, open } = debt
  const name = owner?.name ?? t('data-quality.debts.nobody')
  return (
    <tr className={styles.person}>
      <td>
        {owner ? (
          <span>
            <Avatar
              name={owner.name}
              id={owner.id}
              size="small"
              {...(owner.kind === 'team' ? { shape: 'square' } : {})}
            />
            <bdi>{owner.name}</bdi>
          </span>
        ) : (
          <span className={styles.quiet}>{name}</span>
        )}
      </td>
      <Numbers
        numbers={debt}
        label={`${name}: ${t('data-quality.debts.openLabel', { count: open, rule: rule.name })}`}
      />
    </tr>
  )
}

type NumbersProps = { numbers: Pick<Debt, 'open' | 'added' | 'mended' | 'oldest' | 'filter'>; label: string }

function Numbers({ numbers: { open, added, mended, oldest, filter }, label }: NumbersProps) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <td className={styles.number}>
        <Drill filter={filter} label={label}>
          {format.number(open)}
        </Drill>
      </td>
      <td className={styles.week}>
        {added > 0 && <span data-tone="amber">{t('data-quality.debts.added', { count: added })}</span>}
        {mended > 0 && <span data-tone="accent">{t('data-quality.debts.mended', { count: mended })}</span>}
        {added + mended === 0 && '–'}
      </td>
      <td className={styles.quiet}>{format.ago(oldest)}</td>
    </>
  )
}
