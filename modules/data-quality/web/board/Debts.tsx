import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { PlainTable } from '../../../../ui/table/PlainTable.tsx'
import { Avatar, Badge, Card, EmptyState } from '../../../../ui/theme/parts.tsx'
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

function DebtTable({ items }: { items: readonly Debt[] }) {
  const t = useT()
  const heads = ['rule', 'who', 'open', 'week', 'oldest'].map(key => ({
    key,
    head: t(`data-quality.debts.${key}`),
  }))
  return (
    <PlainTable heads={heads} label={t('data-quality.debts.title')}>
      <tbody className={styles.debts}>
        {items.map(debt => (
          <DebtLine key={`${debt.rule.id} ${debt.owner?.id}`} debt={debt} />
        ))}
      </tbody>
    </PlainTable>
  )
}

function DebtLine({ debt: { rule, owner, open, added, mended, oldest, filter } }: { debt: Debt }) {
  const t = useT()
  const format = useFormat()
  return (
    <tr>
      <td>
        <span className={styles.rule}>
          {rule.name}
          {rule.severity === 'refuse' && <Badge tone="red">{t('data-quality.severity.refuse.name')}</Badge>}
        </span>
      </td>
      <td>
        {owner ? (
          <span className={styles.person}>
            <Avatar
              name={owner.name}
              id={owner.id}
              size="small"
              {...(owner.kind === 'team' ? { shape: 'square' } : {})}
            />
            <bdi>{owner.name}</bdi>
          </span>
        ) : (
          <span className={styles.quiet}>{t('data-quality.debts.nobody')}</span>
        )}
      </td>
      <td className={styles.number}>
        <Drill filter={filter} label={t('data-quality.debts.openLabel', { count: open, rule: rule.name })}>
          {format.number(open)}
        </Drill>
      </td>
      <td className={styles.week}>
        {added > 0 && <span data-tone="amber">{t('data-quality.debts.added', { count: added })}</span>}
        {mended > 0 && <span data-tone="accent">{t('data-quality.debts.mended', { count: mended })}</span>}
        {added + mended === 0 && '–'}
      </td>
      <td className={styles.quiet}>{format.ago(oldest)}</td>
    </tr>
  )
}
